package org.synchronode.http.dav.xml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * The characters of an XML document in UTF-8 or UTF-16, which are what RFC 4918 §19 asks for. The
 * JDK's reader would take any other encoding, and prints to the standard error output when bytes
 * are malformed.
 */
final class BodyText {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** What an XML declaration may say in spite of what is found. */
  private static final Set<String> DECLARED =
      Set.of("UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE", "US-ASCII");

  private BodyText() {}

  /** Decodes a document; nothing when its bytes are malformed. */
  static Optional<String> decode(byte[] body) {
    try {
      String text = charset(body).newDecoder().decode(ByteBuffer.wrap(body)).toString();
      boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
      return Optional.of(marked ? text.substring(1) : text);
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  /** Whether an XML declaration may name this encoding. */
  static boolean mayDeclare(String encoding) {
    return DECLARED.stream().anyMatch(encoding::equalsIgnoreCase);
  }

  /** As XML 1.0 appendix F finds it: by a byte order mark, else by how {@code <} is written. */
  private static Charset charset(byte[] body) {
    int first =
        body.length < 2 ? 0 : Byte.toUnsignedInt(body[0]) << 8 | Byte.toUnsignedInt(body[1]);
    return switch (first) {
      case 0xfeff, '<' -> StandardCharsets.UTF_16BE;
      case 0xfffe, '<' << 8 -> StandardCharsets.UTF_16LE;
      default -> StandardCharsets.UTF_8;
    };
  }
}
