package org.synchronode.ws.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.entry.EntryId;

/** How single values are written in JSON, where a 64-bit number is a text: programs may round. */
final class Words {
  private static final HexFormat HEX = HexFormat.of();

  private Words() {}

  static String write(Fingerprint fingerprint) {
    return HEX.toHexDigits(fingerprint.value());
  }

  static Fingerprint fingerprint(String text) {
    if (text.length() != 16) {
      throw new IllegalArgumentException("16 hexadecimal digits expected");
    }
    return new Fingerprint(HexFormat.fromHexDigitsToLong(text));
  }

  static String write(EntryId id) {
    return Long.toString(id.value());
  }

  static EntryId id(String text) {
    return new EntryId(Long.parseLong(text));
  }

  /** What a client wrote: it goes on to others, who must be able to encode it. */
  static String written(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c) || c == '\0') {
        throw new IllegalArgumentException("well-formed Unicode without NUL expected");
      }
    }
    return text;
  }

  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("an instant expected", e);
    }
  }
}
