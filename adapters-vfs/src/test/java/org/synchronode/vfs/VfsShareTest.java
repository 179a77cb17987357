package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.Selectors;
import org.apache.commons.vfs2.VFS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Permission;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.read.RangeRequest;
import org.synchronode.domain.read.RangeSpec;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;

class VfsShareTest {
  private static final Instant LONG_AGO = Instant.parse("2025-06-03T01:02:04Z");
  private static final List<String> AWKWARD =
      List.of(
          "%",
          "%20",
          "50%.txt",
          "a%2Fb",
          "a#b",
          "a?b",
          "a:b",
          "a!b",
          "a;b",
          "x+y&z",
          "trailing ",
          " leading",
          "[x]",
          "é",
          "e\u0301",
          "emoji 😀",
          "'\"<>|*",
          "~");

  @TempDir Path temp;
  private SharedDisk disk;
  private final List<Share> opened = new ArrayList<>();

  @BeforeEach
  void aCatalogue() {
    disk = new SharedDisk(temp);
  }

  @AfterEach
  void close() throws Exception {
    opened.forEach(Share::close);
    VFS.getManager().resolveFile("ram:/").delete(Selectors.EXCLUDE_SELF);
  }

  @Test
  void aZipIsListedAndReadWhateverItsNamesAre() throws Exception {
    Map<String, String> contents = new LinkedHashMap<>();
    for (String name : AWKWARD) {
      contents.put("folder " + name + "/" + name, "content of " + name);
    }
    Share share = scanned("zip:" + zip("t.zip", contents));

    assertThat(disk.listed()).hasSize(2 * AWKWARD.size());
    for (Map.Entry<String, String> entry : contents.entrySet()) {
      assertThat(SharedDisk.read(share, entry.getKey())).isEqualTo(entry.getValue());
    }
    assertThat(disk.file("folder %/%").size()).isEqualTo("content of %".length());
    assertThat(disk.file("folder %/%").modified()).isEqualTo(LONG_AGO);
  }

  @Test
  void nothingCanBeWritten() throws Exception {
    Share share = scanned("zip:" + zip("t.zip", Map.of("x", "x")));

    WritableDisk.assertRefused(
        Problem.Forbidden.class,
        () ->
            share
                .files()
                .edit(SharedDisk.OWN, new Edit.Delete(EntryPath.of("x"), WritableDisk.NO_GUARD)));
    WritableDisk.assertRefused(
        Problem.Forbidden.class,
        () ->
            share
                .files()
                .write(
                    SharedDisk.OWN,
                    new FileWrite(
                        EntryPath.of("y"),
                        OptionalLong.empty(),
                        Optional.empty(),
                        List.of(),
                        WritableDisk.NO_GUARD),
                    WritableDisk.body("y")));
    assertThat(share.files().space(SharedDisk.OWN).available()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"tar,cf", "tgz,czf"})
  void aTarIsListedAndReadWhateverItsNamesAre(String scheme, String flags) throws Exception {
    for (String name : AWKWARD) {
      disk.write("d/" + name, "content of " + name);
    }
    Path tar = temp.resolve("t." + scheme);
    run("tar", flags, tar.toString(), "-C", disk.root.toString(), "d");
    Share share = scanned(scheme + ":" + tar);

    assertThat(disk.listed()).hasSize(1 + AWKWARD.size());
    for (String name : AWKWARD) {
      assertThat(SharedDisk.read(share, "d/" + name)).isEqualTo("content of " + name);
    }
  }

  @Test
  void ramIsListedAndReadWhateverItsNamesAre() throws Exception {
    FileObject root = VFS.getManager().resolveFile("ram:/");
    for (String name : AWKWARD) {
      put(root, "d/" + name, "content of " + name);
    }
    Share share = scanned("ram:/");

    assertThat(disk.listed()).hasSize(1 + AWKWARD.size());
    for (String name : AWKWARD) {
      assertThat(SharedDisk.read(share, "d/" + name)).isEqualTo("content of " + name);
    }
    assertThat(part(share, "d/%20", 8)).isEqualTo("of %20");
  }

  @Test
  void aRescanSeesWhatChangedInRam() throws Exception {
    FileObject root = VFS.getManager().resolveFile("ram:/");
    put(root, "a", "one");
    put(root, "b", "two");
    Share share = scanned("ram:/");
    FileState before = disk.file("a").state();

    put(root, "a", "longer");
    root.resolveFile("b").delete();
    put(root, "c/d", "new");
    share.rescan();

    assertThat(disk.paths()).containsExactly("a", "c", "c/d");
    assertThat(disk.file("a").version().isAfter(before.version())).isTrue();
    assertThat(SharedDisk.read(share, "a")).isEqualTo("longer");
  }

  @Test
  void aPartOfWhatCanOnlyBeStreamedIsReadExactly() throws Exception {
    Share share = scanned("zip:" + zip("t.zip", Map.of("x", "0123456789")));

    assertThat(part(share, "x", 7)).isEqualTo("789");
  }

  @Test
  void aReplacedArchiveIsReadAsItIsNow() throws Exception {
    Path zip = zip("t.zip", Map.of("x", "old", "gone", "g"));
    Share share = scanned("zip:" + zip);
    FileState before = disk.file("x").state();

    // Same size, same time within: only the archive tells.
    Files.move(zip("fresh.zip", Map.of("x", "new")), zip, StandardCopyOption.REPLACE_EXISTING);

    try (OpenedFile file = SharedDisk.open(share, "x")) {
      assertThat(file.state().version().isAfter(before.version())).isTrue();
      assertThat(SharedDisk.read(file)).isEqualTo("new");
    }
    share.rescan();
    assertThat(disk.paths()).containsExactly("x");
  }

  @Test
  void anArchiveThatIsReplacedMeanwhileBreaksTheTransferOff() throws Exception {
    String big = "x".repeat(1_000_000);
    Path zip = zip("t.zip", Map.of("x", big));
    Share share = scanned("zip:" + zip);
    try (OpenedFile file = SharedDisk.open(share, "x")) {
      Files.delete(zip);
      zip("t.zip", Map.of("x", big + "y"));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThatThrownBy(() -> file.transferTo(out))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem()).isInstanceOf(Problem.OwnerFailed.class));
      assertThat(out.size()).isLessThan(1_000_000);
    }
  }

  @Test
  void anArchiveThatIsNotThereDeletesNothing() throws Exception {
    Path zip = zip("t.zip", Map.of("a/x", "x"));
    Share share = scanned("zip:" + zip);
    Files.move(zip, temp.resolve("away"));

    assertThatThrownBy(share::rescan).isInstanceOf(ShareUnavailable.class);
    assertThat(disk.paths()).containsExactly("a", "a/x");

    Files.writeString(zip, "damaged");
    assertThatThrownBy(share::rescan).isInstanceOf(ShareUnavailable.class);
    assertThat(disk.paths()).containsExactly("a", "a/x");

    Files.move(temp.resolve("away"), zip, StandardCopyOption.REPLACE_EXISTING);
    share.rescan();
    assertThat(SharedDisk.read(share, "a/x")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar"})
  void manyReadAtOnce(String scheme) throws Exception {
    Map<String, String> contents = new LinkedHashMap<>();
    Random random = new Random(7);
    for (int i = 0; i < 8; i++) {
      String content = Integer.toString(i).repeat(100_000 + random.nextInt(300_000));
      contents.put("f" + i, content);
      disk.write("f" + i, content);
    }
    Path archive = zip("t.zip", contents);
    if (scheme.equals("tar")) {
      archive = temp.resolve("t.tar");
      run(
          "tar",
          "cf",
          archive.toString(),
          "-C",
          disk.root.toString(),
          "--",
          "f0",
          "f1",
          "f2",
          "f3",
          "f4",
          "f5",
          "f6",
          "f7");
    }
    Share share = scanned(scheme + ":" + archive);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> reads = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        contents.forEach(
            (name, content) -> reads.add(() -> SharedDisk.read(share, name).equals(content)));
      }
      for (Future<Boolean> read : threads.invokeAll(reads)) {
        assertThat(read.get()).isTrue();
      }
    }
  }

  @Test
  void theStateFolderIsNotSharedFromAnArchiveEither() throws Exception {
    Share share = scanned("zip:" + zip("t.zip", Map.of(".synchronode/data/key", "k", "x", "x")));

    assertThat(disk.paths()).containsExactly("x");
    assertThatThrownBy(() -> SharedDisk.open(share, ".synchronode/data/key").close())
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void ofAnArchiveOnlyListedFoldersAreShared() throws Exception {
    String zip =
        "zip:"
            + zip(
                "t.zip",
                Map.of("x", "x", "a/x", "x", "a/b/x", "in", "a/b/c/x", "deep", "a/c/x", "x"));
    Share share =
        scanned(
            zip,
            SharedDisk.ONLY_WATCHING.withFolders(
                new FolderRules(Map.of(EntryPath.of("a", "b"), Permission.READ))));

    assertThat(disk.paths()).containsExactly("a", "a/b", "a/b/c", "a/b/c/x", "a/b/x");
    assertThat(SharedDisk.read(share, "a/b/x")).isEqualTo("in");
    for (String path : List.of("x", "a/x", "a/c/x")) {
      WritableDisk.assertRefused(
          Problem.NotFound.class, () -> SharedDisk.open(share, path).close());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nope:/x",
        "zip:/nowhere/there.zip",
        "sftp://user:hunter2@localhost/x",
        "ram:/not/there",
        "zip:",
        "tar:%zz",
        "http://localhost:1/x"
      })
  void whatCantBeReadIsToldInOneLineWithoutSecrets(String root) {
    assertThatThrownBy(() -> scanned(root))
        .isInstanceOfSatisfying(
            ShareException.class,
            e ->
                assertThat(String.valueOf(e.getMessage()))
                    .startsWith("shareRoot ")
                    .doesNotContain("hunter2")
                    .hasLineCount(1));
  }

  @Test
  void aDamagedArchiveIsTold() throws Exception {
    Path file = Files.writeString(temp.resolve("x.zip"), "no archive");
    assertThatThrownBy(() -> scanned("zip:" + file)).isInstanceOf(ShareException.class);
    byte[] noise = new byte[2_000];
    new Random(3).nextBytes(noise);
    Path tar = Files.write(temp.resolve("x.tar"), noise);
    assertThatThrownBy(() -> scanned("tar:" + tar)).isInstanceOf(ShareException.class);
  }

  private Share scanned(String root) throws ShareUnavailable {
    return scanned(root, SharedDisk.ONLY_WATCHING);
  }

  private Share scanned(String root, ShareSettings settings) throws ShareUnavailable {
    Share share = Share.open(root, disk.dataDir, List.of(), disk.index, settings);
    opened.add(share);
    share.firstScan(ScanProgress.NONE);
    return share;
  }

  private static String part(Share share, String path, long from) throws IOException {
    ReadRequest whole = ReadRequest.WHOLE;
    ReadRequest request =
        new ReadRequest(
            whole.ifMatch(),
            whole.ifNoneMatch(),
            whole.ifModifiedSince(),
            whole.ifUnmodifiedSince(),
            new RangeRequest.Part(new RangeSpec.From(from), new RangeRequest.IfRange.Always()),
            true);
    try (OpenedFile file = share.files().open(SharedDisk.OWN, EntryPath.parse(path), request)) {
      return SharedDisk.read(file);
    }
  }

  /** An archive with an old time, whose entries have an old time. */
  private Path zip(String name, Map<String, String> contents) throws IOException {
    Path file = temp.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : contents.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setLastModifiedTime(FileTime.from(LONG_AGO));
        out.putNextEntry(header);
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private static void put(FileObject root, String path, String text) throws IOException {
    FileObject file = root.resolveFile(VfsName.encode(EntryPath.parse(path)));
    try (OutputStream out = file.getContent().getOutputStream()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
