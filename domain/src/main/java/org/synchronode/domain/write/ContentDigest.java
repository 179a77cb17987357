package org.synchronode.domain.write;

import java.util.HexFormat;
import java.util.Locale;

/**
 * What a client says that the bytes of a file come to.
 *
 * @param hex in lower case
 */
public record ContentDigest(Algorithm algorithm, String hex) {

  /** What clients send: RFC 9530, and ownCloud's checksums. */
  public enum Algorithm {
    SHA_256(32),
    SHA_512(64),
    SHA_1(20),
    MD5(16),
    ADLER32(4);

    private final int bytes;

    Algorithm(int bytes) {
      this.bytes = bytes;
    }
  }

  /**
   * @throws IllegalArgumentException when it can't be one of the algorithm
   */
  public ContentDigest {
    hex = hex.toLowerCase(Locale.ROOT);
    if (HexFormat.of().parseHex(hex).length != algorithm.bytes) {
      throw new IllegalArgumentException("a digest of another length than " + algorithm + " has");
    }
  }
}
