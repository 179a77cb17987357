package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ReadRequest;

class WhatIsSharedTest {
  @TempDir Path temp;
  private SharedDisk disk;

  @BeforeEach
  void aShare() {
    disk = new SharedDisk(temp);
  }

  @AfterEach
  void close() {
    disk.close();
  }

  @Test
  void filesAndFoldersAreListedAndRead() throws Exception {
    disk.write("a/b/c.txt", "hello");
    Files.createDirectory(disk.root.resolve("empty"));
    Share share = disk.scanned();

    assertThat(disk.paths()).containsExactly("a", "a/b", "a/b/c.txt", "empty");
    assertThat(SharedDisk.read(share, "a/b/c.txt")).isEqualTo("hello");
    assertThat(disk.file("a/b/c.txt").modified())
        .isEqualTo(Files.getLastModifiedTime(disk.root.resolve("a/b/c.txt")).toInstant());
  }

  @Test
  void symbolicLinksAreNeitherListedNorFollowed() throws Exception {
    Files.writeString(temp.resolve("secret"), "outside");
    Files.createDirectory(temp.resolve("folder"));
    Files.writeString(temp.resolve("folder/secret"), "outside");
    disk.write("inside/file", "in");
    link("out", temp.resolve("secret"));
    link("outFolder", temp.resolve("folder"));
    link("in", Path.of("inside/file"));
    link("inFolder", Path.of("inside"));
    link("up", Path.of(".."));
    link("self", Path.of("self"));
    link("dangling", Path.of("nowhere"));
    Share share = disk.scanned();

    assertThat(disk.paths()).containsExactly("inside", "inside/file");
    for (String path :
        new String[] {
          "out", "outFolder/secret", "in", "inFolder/file", "up/secret", "self", "dangling"
        }) {
      assertNotFound(share, path);
    }
  }

  @Test
  void fifosSocketsAndDevicesAreNeitherListedNorOpened() throws Exception {
    run("mkfifo", disk.root.resolve("fifo").toString());
    run("mknod", disk.root.resolve("zero").toString(), "c", "1", "5");
    disk.write("file", "x");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(disk.root.resolve("socket")));
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            Share share = disk.scanned();
            assertThat(disk.paths()).containsExactly("file");
            for (String path : new String[] {"fifo", "fifo/x", "socket", "socket/x", "zero"}) {
              assertNotFound(share, path);
            }
          });
    }
  }

  @Test
  void aFolderSwappedForALinkLeadsNowhereElse() throws Exception {
    disk.write("a/b/file", "mine");
    Files.createDirectories(temp.resolve("foreign/b"));
    Files.writeString(temp.resolve("foreign/b/file"), "theirs");
    Path swapped = disk.root.resolve("a");
    Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("foreign"));
    Path aside = temp.resolve("aside");
    Share share = disk.scanned();
    AtomicBoolean done = new AtomicBoolean();
    Thread swapper =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    while (!done.get()) {
                      Files.move(swapped, aside);
                      Files.move(link, swapped);
                      Files.move(swapped, link);
                      Files.move(aside, swapped);
                    }
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                });
    int read = 0;
    try {
      for (int i = 0; i < 3_000; i++) {
        try {
          assertThat(SharedDisk.read(share, "a/b/file")).isEqualTo("mine");
          read++;
        } catch (ProblemException e) {
          assertThat(e.problem())
              .isInstanceOfAny(Problem.NotFound.class, Problem.OwnerFailed.class);
        }
      }
    } finally {
      done.set(true);
      swapper.join();
    }
    assertThat(read).isPositive();
  }

  @Test
  void theStateFolderIsNeverShared() throws Exception {
    disk.write(".synchronode/x", "x");
    disk.write("a/.synchronode/y", "y");
    disk.write("a/file", "z");
    Share share = disk.scanned();

    assertThat(disk.paths()).containsExactly("a", "a/file");
    assertNotFound(share, ".synchronode/share");
    assertNotFound(share, "a/.synchronode/y");
  }

  @Test
  void theNodesOwnFilesAreNeverSharedWhereverTheyAppear() throws Exception {
    Path config = Files.writeString(temp.resolve("config.js"), "module.exports = {}");
    Path data = Files.createDirectory(disk.root.resolve("data-in-share"));
    Files.writeString(data.resolve("facts.mv.db"), "hosts");
    Files.createLink(disk.root.resolve("innocent.js"), config);
    Files.createLink(disk.root.resolve("innocent.db"), data.resolve("facts.mv.db"));
    disk.write("file", "x");
    disk.neverSharing(config).neverSharing(data);
    Share share = disk.scanned();

    assertThat(disk.paths()).containsExactly("file");
    assertNotFound(share, "innocent.js");
    assertNotFound(share, "innocent.db");
    assertNotFound(share, "data-in-share/facts.mv.db");

    Files.move(data, disk.root.resolve("renamed"));
    Files.createSymbolicLink(data, disk.root.resolve("renamed"));
    share.rescan();
    assertThat(disk.paths()).containsExactly("file");
    assertNotFound(share, "renamed/facts.mv.db");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "%20",
        "50%.txt",
        "a#b",
        "a?b",
        "a:b",
        "a;b",
        "a+b&c",
        "[x]",
        "'\"<>|*\\",
        "trailing blank ",
        " leading",
        "tab\tnewline\n",
        "dot.",
        "~$x",
        "emoji 😀",
        "é-NFC",
        "é-NFD",
        "-rf",
        "…",
        "CON"
      })
  void anyNameThatTheDiskTakesIsListedAndRead(String name) throws Exception {
    String spelt = name.equals("é-NFD") ? "e\u0301-NFD" : name;
    Path file = Files.writeString(disk.root.resolve(spelt), "here");
    Share share = disk.scanned();

    assertThat(disk.paths()).containsExactly(spelt);
    try (var opened = share.files().open(SharedDisk.OWN, EntryPath.of(spelt), ReadRequest.WHOLE)) {
      assertThat(SharedDisk.read(opened)).isEqualTo("here");
    }
    Files.delete(file);
  }

  @Test
  void theLongestNameIsListedAndRead() throws Exception {
    String name = "ő".repeat(127) + "x";
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSize(255);
    Files.writeString(disk.root.resolve(name), "here");

    assertThat(SharedDisk.read(disk.scanned(), name)).isEqualTo("here");
  }

  @Test
  void twoSpellingsOfOneNameAreTwoFiles() throws Exception {
    disk.write("\u00e9", "composed");
    disk.write("e\u0301", "decomposed");
    Share share = disk.scanned();

    assertThat(SharedDisk.read(share, "\u00e9")).isEqualTo("composed");
    assertThat(SharedDisk.read(share, "e\u0301")).isEqualTo("decomposed");
  }

  @Test
  void aNameThatIsNotUtf8IsPassedOver() throws Exception {
    disk.write("file", "x");
    run("sh", "-c", "touch \"$(printf '" + disk.root + "/bad\\377name')\"");
    run("sh", "-c", "mkdir \"$(printf '" + disk.root + "/bad\\376folder')\"");
    DiskShare share = disk.scanned();
    share.rescan();

    assertThat(disk.paths()).containsExactly("file");
    assertThat(share.complaints().skippedNames()).isEqualTo(2);
  }

  @Test
  void aReplacementCharacterInANameIsAName() throws Exception {
    disk.write("\ufffd", "x");

    assertThat(SharedDisk.read(disk.scanned(), "\ufffd")).isEqualTo("x");
  }

  @Test
  void aFolderAsDeepAsCanBeIsScanned() throws Exception {
    Path at = disk.root;
    for (int i = 0; i < 600; i++) {
      at = at.resolve("d");
    }
    Files.createDirectories(at);
    disk.scanned();

    assertThat(disk.paths()).hasSize(511);
  }

  @Test
  void anotherHostsFilesAreNotHere() throws Exception {
    disk.write("file", "x");
    Share share = disk.scanned();

    assertThatThrownBy(
            () ->
                share
                    .files()
                    .open(new HostId("b".repeat(26)), EntryPath.of("file"), ReadRequest.WHOLE))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.NotFound.class));
  }

  @Test
  void aRootThatIsNotThereIsToldInOneLine() {
    assertThatThrownBy(
            () -> Share.open(temp + "/nowhere", temp, List.of(), disk.index, ShareSettings.DEFAULT))
        .isInstanceOf(ShareException.class)
        .hasMessage("shareRoot " + temp + "/nowhere does not exist");
  }

  @Test
  void aFileIsNoRoot() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "x");
    assertThatThrownBy(
            () ->
                Share.open(
                    file.toUri().toString(), temp, List.of(), disk.index, ShareSettings.DEFAULT))
        .isInstanceOf(ShareException.class)
        .hasMessageContaining(file.toString())
        .extracting(e -> String.valueOf(e.getMessage()).lines().count())
        .isEqualTo(1L);
  }

  @Test
  void aLinkToTheRootItselfIsFollowed() throws Exception {
    disk.write("file", "x");
    Path link = Files.createSymbolicLink(temp.resolve("to-share"), disk.root);
    try (Share share =
        Share.open(link.toString(), disk.dataDir, List.of(), disk.index, ShareSettings.DEFAULT)) {
      share.firstScan(ScanProgress.NONE);
      assertThat(SharedDisk.read(share, "file")).isEqualTo("x");
    }
  }

  private void link(String name, Path target) throws IOException {
    Files.createSymbolicLink(disk.root.resolve(name), target);
  }

  private static void assertNotFound(Share share, String path) {
    assertThatThrownBy(() -> SharedDisk.open(share, path).close())
        .as(path)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.NotFound.class));
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
