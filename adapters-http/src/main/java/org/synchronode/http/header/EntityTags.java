package org.synchronode.http.header;

import java.util.ArrayList;
import java.util.List;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.read.TagCondition;

/**
 * The value of {@code If-Match} and {@code If-None-Match}: {@code *}, or a list of entity tags (RFC
 * 9110 §13.1.1). Commas inside of quotes belong to the tag. What can't be read is refused: to
 * ignore a condition would be to overwrite what it guards.
 */
public final class EntityTags {
  private static final int MOST = 1000;

  private final String text;
  private int at;

  private EntityTags(String text) {
    this.text = text;
  }

  /**
   * Reads a header's value, its lines joined by commas.
   *
   * @throws ProblemException with {@link Problem.BadRequest}
   */
  public static TagCondition parse(String text) {
    if (text.strip().equals("*")) {
      return new TagCondition.Any();
    }
    return new TagCondition.OneOf(new EntityTags(text).list());
  }

  /**
   * Reads one tag.
   *
   * @throws ProblemException with {@link Problem.BadRequest}
   */
  public static TagCondition.Tag parseOne(String text) {
    List<TagCondition.Tag> tags = new EntityTags(text).list();
    if (tags.size() != 1) {
      throw refused();
    }
    return tags.getFirst();
  }

  /** Empty elements are allowed (RFC 9110 §5.6.1.2), an empty list is not. */
  private List<TagCondition.Tag> list() {
    List<TagCondition.Tag> tags = new ArrayList<>();
    boolean separated = true;
    while (true) {
      while (at < text.length() && isBlankOrComma(text.charAt(at))) {
        separated |= text.charAt(at) == ',';
        at++;
      }
      if (at == text.length()) {
        break;
      }
      if (!separated || tags.size() == MOST) {
        throw refused();
      }
      tags.add(tag());
      separated = false;
    }
    if (tags.isEmpty()) {
      throw refused();
    }
    return tags;
  }

  private static boolean isBlankOrComma(char c) {
    return c == ' ' || c == '\t' || c == ',';
  }

  private TagCondition.Tag tag() {
    boolean weak = text.startsWith("W/", at);
    if (weak) {
      at += 2;
    }
    int end = at < text.length() && text.charAt(at) == '"' ? text.indexOf('"', at + 1) : -1;
    if (end < 0) {
      throw refused();
    }
    String value = text.substring(at + 1, end);
    if (value.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw refused();
    }
    at = end + 1;
    return new TagCondition.Tag(value, weak);
  }

  private static ProblemException refused() {
    return new ProblemException(
        new Problem.BadRequest("Entity tags stand in quotes, without blanks."));
  }
}
