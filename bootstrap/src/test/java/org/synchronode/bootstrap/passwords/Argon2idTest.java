package org.synchronode.bootstrap.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2idTest {
  /** From the tests of the reference implementation. */
  @ParameterizedTest
  @CsvSource({
    "password, somesalt, 65536, 2, 1, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
    "password, somesalt, 256, 2, 1, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
    "password, somesalt, 256, 2, 2, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
    "password, somesalt, 65536, 1, 1, f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
    "password, diffsalt, 65536, 2, 1, bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c",
  })
  void hashesAsTheReferenceDoes(
      String password, String salt, int memoryKib, int passes, int lanes, String expected) {
    assertThat(
            Argon2id.hash(
                bytes(password), bytes(salt), new Argon2id.Cost(memoryKib, passes, lanes), 32))
        .asHexString()
        .isEqualToIgnoringCase(expected);
  }

  /** Lanes that leave a rest of the memory, and hashes that are longer than one digest. */
  @ParameterizedTest
  @CsvSource({"19456, 2, 1, 32", "100, 1, 3, 16", "1031, 3, 2, 64", "500, 4, 9, 100", "8, 9, 1, 4"})
  void hashesAsAnotherImplementationDoes(int memoryKib, int passes, int lanes, int length) {
    Random random = new Random(memoryKib);
    byte[] password = new byte[1 + random.nextInt(300)];
    byte[] salt = new byte[16];
    random.nextBytes(password);
    random.nextBytes(salt);
    byte[] expected =
        Argon2Function.getInstance(memoryKib, passes, lanes, length, Argon2.ID, Argon2id.VERSION)
            .hash(password, salt)
            .getBytes();
    assertThat(Argon2id.hash(password, salt, new Argon2id.Cost(memoryKib, passes, lanes), length))
        .isEqualTo(expected);
  }

  /** The first from RFC 7693, the others from Python's hashlib: around the end of a block. */
  @Test
  void digestsAsTheRfcSays() {
    assertThat(digest(64, "abc"))
        .isEqualTo(
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
    assertThat(digest(64, "")).startsWith("786a02f742015903c6c6fd852552d272");
    assertThat(digest(20, "x".repeat(128))).isEqualTo("03dfe65b6fd81239f6c25ce933394264efbec2db");
    assertThat(digest(20, "x".repeat(129))).isEqualTo("b85c7523f829292bdc8f1fbc761fe0b26c017371");
  }

  private static String digest(int bytes, String message) {
    return HexFormat.of().formatHex(Blake2b.digest(bytes, bytes(message)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, -1})
  void memoryIsEnoughForItsBlocks(int memoryKib) {
    assertThatThrownBy(() -> new Argon2id.Cost(memoryKib, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
