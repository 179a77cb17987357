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

  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("an instant expected", e);
    }
  }
}
