package org.synchronode.bootstrap.datadir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path folder;

  @Test
  void isMadePrivateWithTheFoldersAboveIt() throws IOException {
    try (DataDirectory data = DataDirectory.open(folder.resolve("a/b"))) {
      assertThat(permissions(data.path())).isEqualTo("rwx------");
      assertThat(permissions(folder.resolve("a"))).isEqualTo("rwx------");
      assertThat(data.file("x")).isEqualTo(data.path().resolve("x"));
    }
  }

  @Test
  void isClosedToThoseWhoCouldRead() throws IOException {
    Path open = Files.createDirectory(folder.resolve("d"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    DataDirectory.open(open).close();
    assertThat(permissions(open)).isEqualTo("rwx------");
  }

  @Test
  void isRefusedWhereOthersCouldWrite() throws IOException {
    Path open = Files.createDirectory(folder.resolve("d"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
    assertThatThrownBy(() -> DataDirectory.open(open))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("can be written by others; look through it, then run: chmod 700");
  }

  @Test
  void isRefusedWhereItBelongsToSomebodyElse() throws IOException {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Path theirs = Files.createDirectory(folder.resolve("d"));
    Files.setOwner(
        theirs,
        theirs.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertThatThrownBy(() -> DataDirectory.open(theirs))
        .hasMessageContaining("belongs to nobody, not to this user");
    try (var files = Files.list(theirs)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void isHeldByOneNodeOnly() {
    Path data = folder.resolve("d");
    try (DataDirectory _ = DataDirectory.open(data)) {
      assertThatThrownBy(() -> DataDirectory.open(data))
          .isInstanceOf(DataDirectoryException.class)
          .hasMessageContaining(
              "another node (process "
                  + ProcessHandle.current().pid()
                  + ") is running with dataDir "
                  + data);
    }
    DataDirectory.open(data).close();
  }

  @Test
  void aFileInItsPlaceIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("d"), "");
    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("can't be used");
  }

  @Test
  void aSecretIsKeptWhole() throws IOException {
    SecretFile secret = new SecretFile(folder.resolve("token"));
    assertThat(secret.read()).isEmpty();
    secret.write("first");
    secret.write("zweites ü");
    assertThat(secret.read()).contains("zweites ü");
    assertThat(permissions(secret.path())).isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(secret.path());
    }
    secret.delete();
    assertThat(secret.read()).isEmpty();
  }

  @Test
  void aSecretThatIsTooLargeLeavesTheOldOne() throws IOException {
    SecretFile secret = new SecretFile(folder.resolve("token"));
    secret.write("old");
    assertThatThrownBy(() -> secret.write("x".repeat(70_000))).isInstanceOf(IOException.class);
    assertThat(secret.read()).contains("old");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
