package org.synchronode.http.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;

/**
 * The header {@code OC-Checksum}: sums of a file as {@code SHA1:hex}, several of them separated by
 * blanks. An algorithm that is not known is ignored.
 */
public final class OcChecksum {
  private OcChecksum() {}

  /**
   * Reads it.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when a sum is not one of its algorithm
   */
  public static List<Digest> parse(String text) {
    List<Digest> digests = new ArrayList<>();
    for (String sum : text.strip().split("[ \\t,]+", -1)) {
      int colon = sum.indexOf(':');
      if (colon < 1) {
        throw refused();
      }
      String hex = sum.substring(colon + 1).toLowerCase(Locale.ROOT);
      for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
        if (algorithm.ownCloudName().equalsIgnoreCase(sum.substring(0, colon))) {
          digests.add(digest(algorithm, hex));
        }
      }
    }
    return digests;
  }

  private static Digest digest(DigestAlgorithm algorithm, String hex) {
    if (hex.length() != 2 * algorithm.length()
        || !hex.chars().allMatch(c -> FieldText.isDigit(c) || (c >= 'a' && c <= 'f'))) {
      throw refused();
    }
    return new Digest(algorithm, hex);
  }

  /** Writes one sum. */
  public static String format(Digest digest) {
    return digest.algorithm().ownCloudName() + ":" + digest.hex();
  }

  private static ProblemException refused() {
    return new ProblemException(
        new Problem.BadRequest("OC-Checksum holds a sum as ALGORITHM:hexadecimal."));
  }
}
