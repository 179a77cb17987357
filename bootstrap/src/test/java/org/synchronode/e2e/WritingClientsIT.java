package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.AwkwardNames;
import org.synchronode.e2e.kit.Cadaver;
import org.synchronode.e2e.kit.Gio;
import org.synchronode.e2e.kit.Mount;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.Rclone;
import org.synchronode.e2e.kit.StartedProgram;

/** The clients that people mount and copy with write to a slave's share, through its master. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritingClientsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LONGEST = "longest names";
  private static final String DEEP = "a #%20/é ? & ;/[x]/+";
  private static final Instant LONG_AGO = Instant.parse("2020-02-29T12:34:56Z");

  @TempDir private static Path folder;
  private Pair pair;

  /** What is copied in; its names differ in more than their Unicode form. */
  private Path source;

  @BeforeAll
  void aTreeOfAwkwardNames() throws IOException {
    source = Files.createDirectories(folder.resolve("source"));
    Path names = Files.createDirectories(source.resolve("names"));
    Path others = Files.createDirectories(source.resolve("other forms of them"));
    Set<String> composed = new HashSet<>();
    Path longest = Files.createDirectories(source.resolve(LONGEST));
    for (String name : AwkwardNames.all()) {
      boolean first = composed.add(Normalizer.normalize(name, Normalizer.Form.NFC));
      boolean isLongest = List.of(AwkwardNames.longest()).contains(name);
      Path parent = isLongest ? longest : first ? names : others;
      Files.writeString(parent.resolve(name), "content of " + name + "\n");
    }
    Path deep = source.resolve("folders").resolve(DEEP);
    Files.createDirectories(deep.getParent());
    Files.writeString(deep, "deep");
    Files.setLastModifiedTime(deep, FileTime.from(LONG_AGO));
    Files.createFile(source.resolve("empty file"));
    byte[] large = new byte[3_000_001];
    new Random(1).nextBytes(large);
    Files.write(source.resolve("large.bin"), large);
    pair = Pair.start(folder, "permissions: 'rw'");
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  @Test
  void aDavfsMountTakesATreeGivesItBackAndChangesIt() throws IOException {
    collection("davfs");
    try (Mount mount = Mount.davfsForWriting(folder, "davfs", url("davfs"))) {
      // Its cache adds to a name, so that it can't write the longest.
      copy(source, mount.top().resolve("tree"), LONGEST);
      equal(source, mount.top().resolve("tree"), LONGEST);
      equal(source, disk("davfs/tree"), LONGEST);
      changesATree(mount.top().resolve("tree"));
    }
    isChanged("davfs/tree");
  }

  @Test
  void aFileThatIsOpenInADavfsMountIsLockedForOthers() throws IOException {
    collection("locked");
    try (Mount mount = Mount.davfsForWriting(folder, "locked", url("locked"))) {
      Path file = mount.top().resolve("a.txt");
      try (OutputStream open = Files.newOutputStream(file)) {
        open.write("theirs".getBytes(StandardCharsets.UTF_8));
        assertThat(put("locked/a.txt")).isEqualTo(423);
      }
      // The kernel tells it of the end of writing a moment later.
      await().atMost(PATIENCE).until(() -> put("locked/a.txt"), status -> status == 204);
      assertThat(disk("locked/a.txt")).hasContent("mine");
    }
  }

  @Test
  void anRcloneMountTakesATreeGivesItBackAndChangesIt() throws IOException {
    Path own = collection("mounted");
    try (Mount mount = Mount.rcloneForWriting(own, url("mounted"))) {
      copy(source, mount.top().resolve("tree"));
      await().atMost(PATIENCE).untilAsserted(() -> equal(source, disk("mounted/tree")));
      equal(source, mount.top().resolve("tree"));
      changesATree(mount.top().resolve("tree"));
      await().atMost(PATIENCE).untilAsserted(() -> isChanged("mounted/tree"));
    }
  }

  @Test
  void rcloneCopiesATreeInAndOutChecksItAndMovesAndDeletesInIt() throws IOException {
    Path own = collection("rclone");
    Rclone rclone = new Rclone(own, url("rclone"));
    rclone.copyFrom(source);
    equal(source, disk("rclone"));
    rclone.checkAgainst(source);
    Path copy = Files.createDirectories(own.resolve("copy"));
    rclone.copyTo(copy);
    equal(source, copy);
    rclone.move("large.bin", "folders/moved #.bin");
    rclone.move("folders", "other folders");
    assertThat(disk("rclone/other folders/moved #.bin"))
        .hasSameBinaryContentAs(source.resolve("large.bin"));
    rclone.purge("names");
    assertThat(disk("rclone/names")).doesNotExist();
  }

  @Test
  void rcloneKeepsTimesAndSumsWhereItTakesTheServerForOwnCloud() throws IOException {
    Path own = collection("owncloud");
    Rclone rclone = new Rclone(own, url("owncloud"), "owncloud");
    rclone.copyFrom(source.resolve("folders"));
    equal(source.resolve("folders"), disk("owncloud"));
    assertThat(Files.getLastModifiedTime(disk("owncloud/" + DEEP)).toInstant()).isEqualTo(LONG_AGO);
  }

  @Test
  void cadaverPutsGetsMovesCopiesAndDeletes() throws IOException {
    Path own = collection("cadaver");
    Files.writeString(own.resolve("here.txt"), "hello");
    Cadaver cadaver = new Cadaver(own, url("cadaver"));
    assertThat(
            cadaver.run(
                "mkcol \"a b\"",
                "cd \"a b\"",
                "put here.txt \"50% #1 é.txt\"",
                "copy \"50% #1 é.txt\" copy.txt",
                "move copy.txt moved.txt",
                "get moved.txt back.txt",
                "propset moved.txt colour red",
                "propget moved.txt colour",
                "cd ..",
                "copy \"a b\" c",
                "move c d",
                "delete d/moved.txt",
                "rmcol \"a b\""))
        .contains("Value of colour is: red")
        .doesNotContain("failed", "Could not");
    assertThat(own.resolve("back.txt")).hasContent("hello");
    assertThat(namesIn("cadaver/d")).containsExactly("50% #1 é.txt");
    assertThat(disk("cadaver/a b")).doesNotExist();
  }

  @Test
  void whatCadaverLocksOthersCantWriteUntilItIsUnlocked() throws IOException {
    Path own = collection("locks");
    Files.writeString(own.resolve("here.txt"), "hello");
    Cadaver cadaver = new Cadaver(own, url("locks"));
    assertThat(cadaver.run("put here.txt a.txt", "lock a.txt", "put here.txt a.txt"))
        .doesNotContain("failed");
    assertThat(put("locks/a.txt")).isEqualTo(423);
    assertThat(new Cadaver(own, url("locks")).run("put here.txt a.txt")).contains("423 Locked");
    assertThat(cadaver.run("discover a.txt", "steal a.txt", "unlock a.txt"))
        .contains("Scope: exclusive")
        .doesNotContain("failed");
    assertThat(put("locks/a.txt")).isEqualTo(204);
  }

  @Test
  void gnomeFilesCopiesInAndOutReplacesRenamesAndDeletes() throws IOException {
    Path own = collection("gnome");
    Path names = source.resolve("names");
    try (Gio gio = Gio.mount(own, url("gnome"))) {
      gio.run("mkdir", List.of(gio.at("names")));
      gio.copy(filesIn(names), gio.at("names"));
      equal(names, disk("gnome/names"));
      Path copy = Files.createDirectories(own.resolve("copy"));
      gio.copy(gio.list(gio.at("names")), copy.toString());
      equal(names, copy);
      gio.run("rename", List.of(gio.at("names/a.b.c"), "other #1.txt"));
      gio.run("move", List.of(gio.at("names"), gio.at("moved")));
      gio.copy(List.of(source.resolve("large.bin").toString()), gio.at("moved/other%20%231.txt"));
      assertThat(disk("gnome/moved/other #1.txt"))
          .hasSameBinaryContentAs(source.resolve("large.bin"));
      gio.run("mkdir", List.of(gio.at("moved/empty")));
      gio.run("remove", List.of(gio.at("moved/CON"), gio.at("moved/empty")));
    }
    assertThat(namesIn("gnome")).containsExactly("moved");
    assertThat(namesIn("gnome/moved")).doesNotContain("CON", "empty").contains("index.html");
  }

  /** What people do in a mounted folder: edit in place, rename, replace, delete. */
  private static void changesATree(Path tree) throws IOException {
    Files.writeString(tree.resolve("names/a.b.c"), "and more\n", StandardOpenOption.APPEND);
    Files.move(tree.resolve("large.bin"), tree.resolve("renamed #1.bin"));
    Files.move(tree.resolve("folders"), tree.resolve("renamed folder"));
    Files.writeString(tree.resolve("empty file"), "no more");
    Files.delete(tree.resolve("names/CON"));
    StartedProgram.run(PATIENCE, tree, "rm", "-r", "other forms of them");
  }

  private void isChanged(String tree) throws IOException {
    assertThat(disk(tree + "/names/a.b.c")).hasContent("content of a.b.c\nand more\n");
    assertThat(disk(tree + "/renamed #1.bin")).hasSameBinaryContentAs(source.resolve("large.bin"));
    equal(source.resolve("folders"), disk(tree + "/renamed folder"));
    assertThat(disk(tree + "/empty file")).hasContent("no more");
    assertThat(disk(tree + "/names/CON")).doesNotExist();
    assertThat(namesIn(tree))
        .contains("names", "renamed folder", "renamed #1.bin")
        .doesNotContain("folders", "large.bin", "other forms of them");
  }

  private static void copy(Path from, Path to, String... leftOut) throws IOException {
    List<String> command = new ArrayList<>(List.of("cp", "-r"));
    filesIn(from).stream()
        .filter(file -> Stream.of(leftOut).noneMatch(name -> file.endsWith("/" + name)))
        .forEach(command::add);
    Files.createDirectory(to);
    command.add(to.toString());
    StartedProgram.run(PATIENCE, folder, command.toArray(String[]::new));
  }

  /** As {@code diff -r} sees it. */
  private static void equal(Path expected, Path actual, String... leftOut) {
    List<String> command = new ArrayList<>(List.of("diff", "-r"));
    Stream.of(leftOut).forEach(name -> command.addAll(List.of("-x", name)));
    command.addAll(List.of(expected.toString(), actual.toString()));
    StartedProgram.run(PATIENCE, folder, command.toArray(String[]::new));
  }

  /** A new folder in the slave's share, and one of the client's own beside it. */
  private Path collection(String name) throws IOException {
    assertThat(pair.http().send("MKCOL", Paths.file(Pair.SLAVE, name)).statusCode()).isEqualTo(201);
    return Files.createDirectories(folder.resolve("client/" + name));
  }

  private URI url(String name) {
    return pair.master().url().resolve(Paths.file(Pair.SLAVE, name) + "/");
  }

  private Path disk(String path) {
    return pair.slave().share().resolve(path);
  }

  private int put(String path) {
    return pair.http().sendText("PUT", Paths.file(Pair.SLAVE, path), "mine").statusCode();
  }

  private List<String> namesIn(String path) throws IOException {
    try (Stream<Path> files = Files.list(disk(path))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static List<String> filesIn(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(Path::toString).toList();
    }
  }
}
