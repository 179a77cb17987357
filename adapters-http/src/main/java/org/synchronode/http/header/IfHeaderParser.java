package org.synchronode.http.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;

/** Reads the grammar of RFC 4918 §10.4.2, at most 64 Ki characters with 2000 conditions. */
final class IfHeaderParser {
  private static final int LONGEST = 64 * 1024;
  private static final int MOST_CONDITIONS = 2000;

  private final String text;
  private int at;
  private int conditions;

  IfHeaderParser(String text) {
    this.text = text;
  }

  IfHeader header() {
    if (text.length() > LONGEST) {
      throw refused("it is too long");
    }
    List<IfHeader.ConditionList> lists = new ArrayList<>();
    Optional<String> tag = Optional.empty();
    boolean tagNeedsList = false;
    skipBlanks();
    while (at < text.length()) {
      if (text.charAt(at) == '<') {
        if (tagNeedsList || (tag.isEmpty() && !lists.isEmpty())) {
          throw refused("a tag stands where a list is expected");
        }
        tag = Optional.of(resourceTag());
        tagNeedsList = true;
      } else {
        lists.add(new IfHeader.ConditionList(tag, list()));
        tagNeedsList = false;
      }
      skipBlanks();
    }
    if (tagNeedsList || lists.isEmpty()) {
      throw refused("a list is missing");
    }
    return new IfHeader(lists);
  }

  private List<IfHeader.Condition> list() {
    expect('(');
    List<IfHeader.Condition> list = new ArrayList<>();
    skipBlanks();
    while (!isAt(')')) {
      if (++conditions > MOST_CONDITIONS) {
        throw refused("it has too many conditions");
      }
      list.add(condition());
      skipBlanks();
    }
    expect(')');
    if (list.isEmpty()) {
      throw refused("a list is empty");
    }
    return list;
  }

  private IfHeader.Condition condition() {
    boolean not = text.regionMatches(true, at, "Not", 0, 3);
    if (not) {
      at += 3;
      skipBlanks();
    }
    if (isAt('<')) {
      String uri = bracketed();
      if (!UriScheme.begins(uri)) {
        throw refused("a state token is not a URI");
      }
      return new IfHeader.Condition(not, new IfHeader.StateToken(uri));
    }
    return new IfHeader.Condition(not, entityTag());
  }

  /** No blank is allowed between the brackets and the tag, but within its quotes. */
  private IfHeader.EntityTag entityTag() {
    expect('[');
    int opening = text.startsWith("W/", at) ? at + 2 : at;
    int closing =
        opening < text.length() && text.charAt(opening) == '"'
            ? text.indexOf('"', opening + 1)
            : -1;
    if (closing < 0) {
      throw refused("an entity tag has no quotes");
    }
    String tag = text.substring(at, closing + 1);
    at = closing + 1;
    expect(']');
    return new IfHeader.EntityTag(EntityTags.parseOne(tag));
  }

  /** A whole URI, or a path (§8.3). */
  private String resourceTag() {
    String tag = bracketed();
    if (!tag.startsWith("/") && !UriScheme.begins(tag)) {
      throw refused("a tag is neither a URI nor a path");
    }
    return tag;
  }

  private String bracketed() {
    expect('<');
    int end = text.indexOf('>', at);
    if (end < 0) {
      throw refused("a > is missing");
    }
    String inner = text.substring(at, end);
    if (inner.isEmpty() || inner.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == '<')) {
      throw refused("what stands between < and > is not a URI");
    }
    at = end + 1;
    return inner;
  }

  private boolean isAt(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void expect(char c) {
    if (!isAt(c)) {
      throw refused("a " + c + " is missing");
    }
    at++;
  }

  private void skipBlanks() {
    while (isAt(' ') || isAt('\t')) {
      at++;
    }
  }

  private static ProblemException refused(String why) {
    return new ProblemException(
        new Problem.BadRequest("The header If can't be read: " + why + "."));
  }
}
