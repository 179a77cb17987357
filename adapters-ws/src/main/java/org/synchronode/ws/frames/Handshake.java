package org.synchronode.ws.frames;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The parts of the opening handshake that both ends share (RFC 6455 section 4). */
final class Handshake {
  static final String VERSION = "13";

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_SIZE = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Handshake() {}

  /** A fresh Sec-WebSocket-Key. */
  static String key() {
    byte[] nonce = new byte[KEY_SIZE];
    RANDOM.nextBytes(nonce);
    return Base64.getEncoder().encodeToString(nonce);
  }

  static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_SIZE;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The Sec-WebSocket-Accept that proves that a key was understood. */
  static String accept(String key) {
    try {
      // SHA-1 is what the RFC prescribes; nothing here depends on its strength.
      byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /**
   * Whether a token is in header lines that hold comma-separated lists; names of protocols and
   * options have no case.
   */
  static boolean hasToken(List<String> lines, String token) {
    return lines.stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .anyMatch(item -> item.strip().equalsIgnoreCase(token));
  }
}
