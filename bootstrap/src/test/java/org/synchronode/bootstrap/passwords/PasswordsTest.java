package org.synchronode.bootstrap.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private final Argon2Passwords passwords = new Argon2Passwords();
  @TempDir Path dataDir;

  @Test
  void aHashFitsItsPasswordOnly() {
    String hash = passwords.hash("pässword");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches("pässword", hash)).isTrue();
    assertThat(passwords.matches("password", hash)).isFalse();
    assertThat(passwords.matches("", hash)).isFalse();
    assertThat(passwords.hash("pässword")).isNotEqualTo(hash);
  }

  @Test
  void nobodysHashLooksLikeAnyOther() {
    String hash = passwords.ofNobody();
    assertThat(hash).hasSameSizeAs(passwords.hash("password")).isNotEqualTo(passwords.ofNobody());
    // What is no hash is refused without computing; this one takes as long as a hash does.
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches("password", hash)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "$argon2id$",
        "$argon2id$v=19$m=19456,t=2,p=1$$",
        "$argon2id$v=19$m=19456,t=2,p=1$!!!!!!!!!!!!$????????????????????????",
        "$argon2id$v=19$m=0,t=0,p=0$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=999999999,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$2a$10$abcdefghijklmnopqrstuuvwxyz",
      })
  void whatIsNoFittingHashIsNoError(String hash) {
    assertThat(passwords.matches("password", hash)).isFalse();
  }

  /** From the tests of the reference implementation of Argon2. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
      })
  void hashesOfOtherProgramsFitToo(String hash) {
    assertThat(passwords.matches("password", hash)).isTrue();
    assertThat(passwords.matches("Password", hash)).isFalse();
  }

  @Test
  void aPasswordIsNeitherEmptyNorEndless() {
    assertThatThrownBy(() -> passwords.hash("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> passwords.hash("x".repeat(1025)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aChosenFirstPasswordIsNeverShown() throws IOException {
    FirstPassword first = decide(Map.of("SYNCHRONODE_PASSWORD", "mine"), true);
    assertThat(first.password()).isEqualTo("mine");
    assertThat(first.announce()).isEmpty();
    assertThat(dataDir).isEmptyDirectory();
  }

  @Test
  void aGeneratedOneIsShownAtATerminal() throws IOException {
    FirstPassword first = decide(Map.of("SYNCHRONODE_PASSWORD", ""), true);
    assertThat(first.password()).isEqualTo("generated");
    assertThat(first.announce())
        .hasValueSatisfying(line -> assertThat(line).contains("admin", "generated"));
    assertThat(dataDir).isEmptyDirectory();
  }

  @Test
  void elsewhereItIsWrittenToAFileWhoseNameIsShown() throws IOException {
    FirstPassword first = decide(Map.of(), false);
    Path file = dataDir.resolve("admin-password");
    assertThat(first.announce())
        .hasValueSatisfying(
            line -> assertThat(line).contains(file.toString()).doesNotContain("generated"));
    assertThat(file).hasContent("generated");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private FirstPassword decide(Map<String, String> environment, boolean isTerminal) {
    return FirstPassword.decide(environment, isTerminal, dataDir, () -> "generated");
  }
}
