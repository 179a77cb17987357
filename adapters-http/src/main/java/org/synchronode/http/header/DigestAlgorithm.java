package org.synchronode.http.header;

import java.util.Arrays;
import java.util.Optional;
import org.synchronode.domain.write.ContentDigest;

/** How the headers that carry a sum name its algorithm. */
enum DigestAlgorithm {
  SHA_256(ContentDigest.Algorithm.SHA_256, "sha-256", "SHA256"),
  SHA_512(ContentDigest.Algorithm.SHA_512, "sha-512", "SHA512"),
  SHA_1(ContentDigest.Algorithm.SHA_1, "sha", "SHA1"),
  MD5(ContentDigest.Algorithm.MD5, "md5", "MD5"),
  ADLER_32(ContentDigest.Algorithm.ADLER32, "adler", "ADLER32");

  private final ContentDigest.Algorithm algorithm;
  private final String key;
  private final String ownCloudName;

  DigestAlgorithm(ContentDigest.Algorithm algorithm, String key, String ownCloudName) {
    this.algorithm = algorithm;
    this.key = key;
    this.ownCloudName = ownCloudName;
  }

  static DigestAlgorithm of(ContentDigest.Algorithm algorithm) {
    return Arrays.stream(values())
        .filter(named -> named.algorithm == algorithm)
        .findFirst()
        .orElseThrow();
  }

  static Optional<DigestAlgorithm> ownCloud(String name) {
    return Arrays.stream(values())
        .filter(known -> known.ownCloudName.equalsIgnoreCase(name))
        .findFirst();
  }

  ContentDigest.Algorithm algorithm() {
    return algorithm;
  }

  /** In the registry of RFC 9530 §7.2. */
  String key() {
    return key;
  }

  /** In {@code OC-Checksum}. */
  String ownCloudName() {
    return ownCloudName;
  }

  /** Whether RFC 9530 still recommends it against a forger (§5). */
  boolean strong() {
    return this == SHA_256 || this == SHA_512;
  }
}
