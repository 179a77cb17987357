package org.synchronode.http.header;

import java.util.ArrayList;
import java.util.List;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.write.ContentDigest;

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
  public static List<ContentDigest> parse(String text) {
    List<ContentDigest> digests = new ArrayList<>();
    for (String sum : text.strip().split("[ \\t,]+", -1)) {
      int colon = sum.indexOf(':');
      if (colon < 1) {
        throw refused();
      }
      String hex = sum.substring(colon + 1);
      DigestAlgorithm.ownCloud(sum.substring(0, colon))
          .ifPresent(named -> digests.add(digest(named.algorithm(), hex)));
    }
    return digests;
  }

  private static ContentDigest digest(ContentDigest.Algorithm algorithm, String hex) {
    try {
      return new ContentDigest(algorithm, hex);
    } catch (IllegalArgumentException _) {
      throw refused();
    }
  }

  /** Writes one sum. */
  public static String format(ContentDigest digest) {
    return DigestAlgorithm.of(digest.algorithm()).ownCloudName() + ":" + digest.hex();
  }

  private static ProblemException refused() {
    return new ProblemException(
        new Problem.BadRequest("OC-Checksum holds a sum as ALGORITHM:hexadecimal."));
  }
}
