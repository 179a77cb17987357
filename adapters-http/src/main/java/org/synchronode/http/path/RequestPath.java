package org.synchronode.http.path;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;

/**
 * The path that a client asks for: the raw path split at its slashes, then each segment
 * percent-decoded once, as strict UTF-8. Nothing is ever cleaned up: a path that could be read in
 * two ways is refused, so that what was checked is what is opened.
 *
 * @param segments decoded; none of them empty, {@code .} or {@code ..}, none with a slash or NUL
 * @param trailingSlash whether it ended in a slash; true for the path {@code /}
 */
public record RequestPath(List<String> segments, boolean trailingSlash) {
  public RequestPath {
    segments = List.copyOf(segments);
  }

  /**
   * Decodes a request's raw path. The absolute form ({@code http://host/path}, RFC 9112 §3.2.2) is
   * taken for the path in it. Characters that RFC 3986 wants encoded and some clients don't, like
   * brackets, stand for themselves.
   *
   * @throws ProblemException with {@link Problem.BadRequest} for everything that is not the path of
   *     a name
   */
  public static RequestPath parse(String raw) {
    String path = withoutAuthority(raw);
    if (!path.startsWith("/")) {
      throw refused("it does not begin with a slash");
    }
    if (path.equals("/")) {
      return new RequestPath(List.of(), true);
    }
    boolean trailingSlash = path.endsWith("/");
    String inner = path.substring(1, trailingSlash ? path.length() - 1 : path.length());
    List<String> segments = new ArrayList<>();
    for (String segment : inner.split("/", -1)) {
      segments.add(decode(segment));
    }
    return new RequestPath(segments, trailingSlash);
  }

  /** Whether the first segments are these. */
  public boolean startsWith(String segment) {
    return !segments.isEmpty() && segments.getFirst().equals(segment);
  }

  /** Whether there is exactly one segment, this one, with or without a slash behind it. */
  public boolean is(String segment) {
    return segments.size() == 1 && startsWith(segment);
  }

  private static String withoutAuthority(String raw) {
    for (String scheme : new String[] {"http://", "https://"}) {
      if (raw.regionMatches(true, 0, scheme, 0, scheme.length())) {
        int slash = raw.indexOf('/', scheme.length());
        return slash < 0 ? "/" : raw.substring(slash);
      }
    }
    return raw;
  }

  private static String decode(String segment) {
    byte[] bytes = new byte[segment.length()];
    int length = 0;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == '%') {
        bytes[length++] = (byte) (hex(segment, i + 1) << 4 | hex(segment, i + 2));
        i += 2;
      } else if (c > ' ' && c < 0x7f) {
        bytes[length++] = (byte) c;
      } else {
        throw refused("it holds a character that must be percent-encoded");
      }
    }
    String name;
    try {
      // A decoder that was not told otherwise reports what is malformed.
      name =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    } catch (CharacterCodingException _) {
      throw refused("it is not UTF-8");
    }
    if (name.isEmpty()) {
      throw refused("a name in it is empty");
    }
    if (name.equals(".") || name.equals("..")) {
      throw refused("a name in it is . or ..");
    }
    if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
      throw refused("a name in it has a slash or NUL");
    }
    return name;
  }

  private static int hex(String text, int at) {
    // Not Character.digit alone: it takes digits of other scripts too.
    int value =
        at < text.length() && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), 16) : -1;
    if (value < 0) {
      throw refused("a percent sign in it is not followed by two hexadecimal digits");
    }
    return value;
  }

  private static ProblemException refused(String why) {
    return new ProblemException(new Problem.BadRequest("This path can't be read: " + why + "."));
  }
}
