package org.synchronode.http.header;

/** How a file's bytes are summed up, in one of the headers that carry such a sum. */
public enum DigestAlgorithm {
  SHA_256("sha-256", "SHA256", 32),
  SHA_512("sha-512", "SHA512", 64),
  SHA_1("sha", "SHA1", 20),
  MD5("md5", "MD5", 16),
  ADLER_32("adler", "ADLER32", 4);

  private final String key;
  private final String ownCloudName;
  private final int length;

  DigestAlgorithm(String key, String ownCloudName, int length) {
    this.key = key;
    this.ownCloudName = ownCloudName;
    this.length = length;
  }

  /** In the registry of RFC 9530 §7.2. */
  String key() {
    return key;
  }

  /** In {@code OC-Checksum}. */
  String ownCloudName() {
    return ownCloudName;
  }

  /** Of a sum, in bytes. */
  int length() {
    return length;
  }

  /** Whether RFC 9530 still recommends it against a forger (§5). */
  boolean strong() {
    return this == SHA_256 || this == SHA_512;
  }
}
