package org.synchronode.ws.frames;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

/** UTF-8 that refuses instead of replacing (RFC 6455 section 8.1). */
final class Utf8 {
  private Utf8() {}

  static String decode(byte[] bytes, int offset, int length) throws ProtocolViolation {
    try {
      // A new decoder reports malformed input instead of replacing it.
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length)).toString();
    } catch (CharacterCodingException e) {
      ProtocolViolation violation = ProtocolViolation.notUtf8("text that is not UTF-8");
      violation.initCause(e);
      throw violation;
    }
  }

  static ByteBuffer encode(String text) {
    try {
      return UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("text with an unpaired surrogate", e);
    }
  }
}
