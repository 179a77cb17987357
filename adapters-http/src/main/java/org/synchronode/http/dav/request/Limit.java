package org.synchronode.http.dav.request;

import java.util.OptionalInt;
import org.synchronode.http.dav.xml.BodyXml;

/** How many results a client wants at most (RFC 5323 §5, RFC 6578 §3.7). */
final class Limit {
  private static final int MOST_DIGITS = 9;

  private Limit() {}

  /** Reads an element limit; nothing when it is more than there can be. */
  static OptionalInt read(BodyXml xml) {
    String digits = "";
    while (xml.nextChild()) {
      if (xml.is("nresults")) {
        digits = xml.text().strip();
      } else {
        xml.skip();
      }
    }
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw xml.refused("a number expected in nresults");
    }
    String number = digits.replaceFirst("^0+", "");
    if (number.isEmpty()) {
      throw xml.refused("a number above 0 expected in nresults");
    }
    return number.length() > MOST_DIGITS
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(number));
  }
}
