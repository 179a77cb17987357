package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synchronode.vfs.WritableDisk.NO_GUARD;
import static org.synchronode.vfs.WritableDisk.assertRefused;
import static org.synchronode.vfs.WritableDisk.ifHeader;
import static org.synchronode.vfs.WritableDisk.ifMatch;
import static org.synchronode.vfs.WritableDisk.ifNoneMatchAny;
import static org.synchronode.vfs.WritableDisk.path;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.Adler32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.application.files.Space;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Permission;
import org.synchronode.domain.Problem;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.write.ContentDigest;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.StateList;
import org.synchronode.domain.write.Written;

class WriteTest {
  @TempDir Path temp;
  private WritableDisk disk;

  @BeforeEach
  void aWritableShare() {
    disk = new WritableDisk(temp).scanned();
  }

  @AfterEach
  void close() {
    disk.close();
  }

  @Test
  void aNewFileIsOnTheDiskAndInTheListWhenTheAnswerComes() {
    Written written = disk.put("x", "hello");

    assertThat(written.created()).isTrue();
    assertThat(written.file()).contains(disk.disk.file("x").state());
    assertThat(written.revision()).isEqualTo(disk.disk.revision());
    assertThat(disk.onDisk()).containsOnlyKeys("x").containsEntry("x", "hello");
    disk.assertListedAsOnDisk();
  }

  @Test
  void aReplacedFileKeepsItsIdAndGetsAnotherVersion() {
    FileState before = disk.put("x", "one").file().orElseThrow();

    Written written = disk.put("x", "two");

    assertThat(written.created()).isFalse();
    FileState after = written.file().orElseThrow();
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.version().isAfter(before.version())).isTrue();
    assertThat(disk.text("x")).isEqualTo("two");
  }

  @Test
  void aWrittenFileReadsBackUnderTheETagThatWasAnswered() throws Exception {
    FileState written = disk.put("x", "hello").file().orElseThrow();

    try (var opened = SharedDisk.open(disk.share, "x")) {
      assertThat(opened.state()).isEqualTo(written);
      assertThat(SharedDisk.read(opened)).isEqualTo("hello");
    }
    disk.share.rescan();
    assertThat(disk.disk.file("x").state()).isEqualTo(written);
  }

  @Test
  void anEmptyFileIsAFile() {
    assertThat(disk.put("x", "").file().orElseThrow().size()).isZero();
    disk.assertListedAsOnDisk();
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  void everythingWorksWithEitherDurability(Durability durability) {
    try (WritableDisk other =
        new WritableDisk(
                temp.resolve("other"), FolderRules.whole(Permission.READ_WRITE), durability)
            .scanned()) {
      other.makeFolder("a");
      other.put("a/x", "x");
      other.copy("a", "b");
      other.move("b", "c");
      other.move("a", "c");
      other.delete("c/x");
      assertThat(other.onDisk()).containsOnlyKeys("c");
      other.assertListedAsOnDisk();
    }
  }

  @Test
  void theTimeThatWasAskedForIsSet() throws Exception {
    Instant time = Instant.parse("2001-02-03T04:05:06Z");
    Written written =
        disk.put(
            new FileWrite(path("x"), OptionalLong.of(1), Optional.of(time), List.of(), NO_GUARD),
            "x");

    assertThat(written.file().orElseThrow().modified()).isEqualTo(time);
    assertThat(Files.getLastModifiedTime(disk.root.resolve("x")).toInstant()).isEqualTo(time);
  }

  @Test
  void otherContentOfTheSameSizeAndTimeHasAnotherETag() {
    Instant time = Instant.parse("2001-02-03T04:05:06Z");
    FileWrite write =
        new FileWrite(path("x"), OptionalLong.empty(), Optional.of(time), List.of(), NO_GUARD);
    FileState one = disk.put(write, "one").file().orElseThrow();
    FileState two = disk.put(write, "two").file().orElseThrow();

    assertThat(two.etag()).isNotEqualTo(one.etag());
  }

  @Test
  void theModeOfAReplacedFileIsKept() throws Exception {
    disk.put("x", "secret");
    Files.setPosixFilePermissions(
        disk.root.resolve("x"), PosixFilePermissions.fromString("rwx------"));

    disk.put("x", "other");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(disk.root.resolve("x"))))
        .isEqualTo("rwx------");
  }

  @Test
  void aFileNeedsItsFolder() {
    assertRefused(Problem.Conflict.class, () -> disk.put("a/x", "x"));
    disk.put("file", "x");
    assertRefused(Problem.Conflict.class, () -> disk.put("file/x", "x"));
  }

  @Test
  void aFolderIsNotOverwrittenByAFile() {
    disk.makeFolder("a");
    assertRefused(Problem.WrongKind.class, () -> disk.put("a", "x"));
  }

  @Test
  void theRootCantBeWritten() {
    assertRefused(
        Problem.Forbidden.class,
        () ->
            disk.put(
                new FileWrite(
                    EntryPath.ROOT, OptionalLong.empty(), Optional.empty(), List.of(), NO_GUARD),
                "x"));
    assertRefused(
        Problem.Forbidden.class, () -> disk.edit(new Edit.Delete(EntryPath.ROOT, NO_GUARD)));
  }

  @Test
  void ofAnotherHostNothingIsHere() {
    assertRefused(
        Problem.NotFound.class,
        () ->
            disk.share
                .files()
                .edit(new HostId("b".repeat(26)), new Edit.Delete(path("x"), NO_GUARD)));
  }

  @Test
  void aShareForReadingTakesNothing() throws Exception {
    try (WritableDisk other =
        new WritableDisk(
            temp.resolve("r"), FolderRules.whole(Permission.READ), Durability.PROCESS)) {
      other.disk.write("a/x", "x");
      other.scanned();
      assertRefused(Problem.Forbidden.class, () -> other.put("y", "y"));
      assertRefused(Problem.Forbidden.class, () -> other.put("a/x", "y"));
      assertRefused(Problem.Forbidden.class, () -> other.makeFolder("b"));
      assertRefused(Problem.Forbidden.class, () -> other.delete("a/x"));
      assertRefused(Problem.Forbidden.class, () -> other.move("a", "b"));
      assertRefused(Problem.Forbidden.class, () -> other.copy("a", "b"));
      assertRefused(Problem.Forbidden.class, () -> other.patch("a"));
      assertRefused(Problem.Forbidden.class, () -> other.lock("a/x"));
      assertThat(other.onDisk()).containsOnlyKeys("a", "a/x");
    }
  }

  @Test
  void onlyWhereItIsAllowedCanBeWritten() throws Exception {
    FolderRules belowOpen =
        new FolderRules(
            Map.of(EntryPath.ROOT, Permission.READ, path("open"), Permission.READ_WRITE));
    try (WritableDisk other = new WritableDisk(temp.resolve("r"), belowOpen, Durability.PROCESS)) {
      other.disk.write("open/x", "x");
      other.disk.write("closed/y", "y");
      other.scanned();
      other.put("open/new", "z");
      other.copy("closed/y", "open/y");
      assertRefused(Problem.Forbidden.class, () -> other.copy("open/x", "closed/x"));
      assertRefused(Problem.Forbidden.class, () -> other.move("open/x", "closed/x"));
      assertRefused(Problem.Forbidden.class, () -> other.move("closed/y", "open/z"));
      assertThat(other.onDisk())
          .containsOnlyKeys("open", "open/x", "open/y", "open/new", "closed", "closed/y");
    }
  }

  @Test
  void ifMatchHoldsForTheETagThatIsThere() {
    FileState one = disk.put("x", "one").file().orElseThrow();
    FileState two = disk.put("x", "two", ifMatch(one.etag())).file().orElseThrow();

    assertRefused(
        Problem.PreconditionFailed.class, () -> disk.put("x", "three", ifMatch(one.etag())));
    assertThat(disk.text("x")).isEqualTo("two");
    assertThat(disk.etag("x")).isEqualTo(two.etag());
  }

  @Test
  void aFileWrittenAgainInTheSameSecondHasALaterSecond() {
    Set<Instant> seconds = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      Instant modified = disk.put("x", "text " + i).file().orElseThrow().modified();
      assertThat(seconds.add(modified.truncatedTo(ChronoUnit.SECONDS))).isTrue();
      assertThat(modified).isBefore(Instant.now().plusSeconds(6));
      assertThat(modified).isNotEqualTo(modified.truncatedTo(ChronoUnit.SECONDS));
    }
    disk.assertListedAsOnDisk();
  }

  @Test
  void aTimeThatWasAskedForStaysAsItWasAskedFor() {
    Instant asked = Instant.parse("2020-01-02T03:04:05Z");
    for (String text : List.of("one", "two")) {
      FileWrite write =
          new FileWrite(path("x"), OptionalLong.empty(), Optional.of(asked), List.of(), NO_GUARD);
      assertThat(disk.put(write, text).file().orElseThrow().modified()).isEqualTo(asked);
    }
  }

  @Test
  void aFileFromTheFutureComesBackToTheDayThatItIsWritten() {
    Instant future = Instant.now().plus(Duration.ofDays(400));
    disk.put(
        new FileWrite(path("x"), OptionalLong.empty(), Optional.of(future), List.of(), NO_GUARD),
        "one");
    assertThat(disk.put("x", "two").file().orElseThrow().modified())
        .isBefore(Instant.now().plusSeconds(2));
  }

  @Test
  void ifNoneMatchMakesOnlyNewFiles() {
    disk.put("x", "one", ifNoneMatchAny());
    assertRefused(Problem.PreconditionFailed.class, () -> disk.put("x", "two", ifNoneMatchAny()));
  }

  @Test
  void aChangeByALocalProgramIsSeenBeforeIfMatchIsDecided() throws Exception {
    FileState one = disk.put("x", "one").file().orElseThrow();
    Files.writeString(disk.root.resolve("x"), "by hand");

    assertRefused(
        Problem.PreconditionFailed.class, () -> disk.put("x", "two", ifMatch(one.etag())));
    assertRefused(
        Problem.PreconditionFailed.class,
        () -> disk.edit(new Edit.Delete(path("x"), ifMatch(one.etag()))));
    assertThat(disk.text("x")).isEqualTo("by hand");
    assertThat(disk.disk.file("x").size()).isEqualTo(7);
  }

  @Test
  void aFileMadeByALocalProgramIsSeenByIfNoneMatch() throws Exception {
    disk.disk.write("a/b/x", "by hand");

    assertRefused(
        Problem.PreconditionFailed.class, () -> disk.put("a/b/x", "mine", ifNoneMatchAny()));
    assertThat(disk.text("a/b/x")).isEqualTo("by hand");
    disk.put("a/b/y", "beside");
    disk.share.rescan();
    disk.assertListedAsOnDisk();
  }

  @Test
  void aFolderInThePlaceOfAFileIsSeen() throws Exception {
    disk.put("a", "file");
    Files.delete(disk.root.resolve("a"));
    disk.disk.write("a/x", "x");

    disk.put("a/y", "y");

    assertThat(disk.disk.paths()).contains("a", "a/y");
    assertRefused(Problem.WrongKind.class, () -> disk.put("a", "x"));
  }

  @Test
  void listsOfTheIfHeaderMayBeAboutOtherFiles() throws Exception {
    FileState other = disk.put("other", "one").file().orElseThrow();
    StateList list =
        new StateList(
            path("other"),
            List.of(
                new StateList.Test(
                    false,
                    new StateList.Tagged(new TagCondition.Tag(other.etag().value(), false)))));
    disk.put("x", "one", ifHeader(list));

    Files.writeString(disk.root.resolve("other"), "by hand");
    assertRefused(Problem.PreconditionFailed.class, () -> disk.put("x", "two", ifHeader(list)));
  }

  @Test
  void anUploadThatIsCutOffLeavesTheOldFileAndNothingElse() {
    FileState before = disk.put("x", "old").file().orElseThrow();

    assertRefused(
        Problem.BadRequest.class,
        () ->
            disk.share
                .files()
                .write(
                    SharedDisk.OWN,
                    new FileWrite(
                        path("x"), OptionalLong.of(6), Optional.empty(), List.of(), NO_GUARD),
                    out -> {
                      out.write(new byte[3]);
                      throw new BodyBroken("the client is gone");
                    }));

    assertThat(disk.onDisk()).containsOnlyKeys("x").containsEntry("x", "old");
    assertThat(disk.etag("x")).isEqualTo(before.etag());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4, 6, 1_000})
  void anotherLengthThanAnnouncedIsRefused(long announced) {
    assertRefused(
        Problem.BadRequest.class,
        () ->
            disk.put(
                new FileWrite(
                    path("x"), OptionalLong.of(announced), Optional.empty(), List.of(), NO_GUARD),
                "hello"));
    assertThat(disk.onDisk()).isEmpty();
    assertThat(disk.disk.paths()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ContentDigest.Algorithm.class)
  void aDigestIsCompared(ContentDigest.Algorithm algorithm) throws Exception {
    FileWrite right = announcing(new ContentDigest(algorithm, digest(algorithm, "hello")));
    FileWrite wrong = announcing(new ContentDigest(algorithm, digest(algorithm, "hallo")));

    assertRefused(Problem.BadRequest.class, () -> disk.put(wrong, "hello"));
    assertThat(disk.onDisk()).isEmpty();
    disk.put(right, "hello");
    assertThat(disk.text("x")).isEqualTo("hello");
  }

  private static FileWrite announcing(ContentDigest digest) {
    return new FileWrite(
        path("x"), OptionalLong.empty(), Optional.empty(), List.of(digest), NO_GUARD);
  }

  private static String digest(ContentDigest.Algorithm algorithm, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (algorithm == ContentDigest.Algorithm.ADLER32) {
      Adler32 sum = new Adler32();
      sum.update(bytes);
      return HexFormat.of().toHexDigits((int) sum.getValue());
    }
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance(algorithm.name().replace('_', '-')).digest(bytes));
  }

  @Test
  void theBodyIsNotAskedForWhereTheWriteIsRefusedAnyway() {
    disk.put("x", "one");
    for (FileWrite write :
        List.of(
            new FileWrite(path("a/x"), OptionalLong.empty(), Optional.empty(), List.of(), NO_GUARD),
            new FileWrite(
                path(".synchronode"), OptionalLong.empty(), Optional.empty(), List.of(), NO_GUARD),
            new FileWrite(
                path("x"), OptionalLong.empty(), Optional.empty(), List.of(), ifNoneMatchAny()))) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () ->
                      disk.share
                          .files()
                          .write(
                              SharedDisk.OWN,
                              write,
                              _ -> {
                                throw new AssertionError("asked for");
                              })))
          .isInstanceOf(org.synchronode.domain.ProblemException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".synchronode", ".SYNCHRONODE", ".synchronode-x", ".Synchronode-x"})
  void reservedNamesCantBeTaken(String name) throws Exception {
    disk.put("x", "x");
    assertRefused(Problem.Forbidden.class, () -> disk.put(name, "x"));
    assertRefused(Problem.Forbidden.class, () -> disk.makeFolder(name));
    assertRefused(Problem.Forbidden.class, () -> disk.move("x", name));
    assertRefused(Problem.Forbidden.class, () -> disk.copy("x", name));
    assertRefused(Problem.Forbidden.class, () -> disk.lock(name));
    assertRefused(Problem.NotFound.class, () -> disk.delete(name));
    assertThat(disk.disk.paths()).containsExactly("x");
    assertThat(disk.onDisk()).containsOnlyKeys("x");
  }

  @Test
  void linksAndFifosAreNeitherFollowedNorReplaced() throws Exception {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.writeString(outside.resolve("file"), "outside");
    Files.createSymbolicLink(disk.root.resolve("link"), outside.resolve("file"));
    Files.createSymbolicLink(disk.root.resolve("folder"), outside);
    run("mkfifo", disk.root.resolve("fifo").toString());
    disk.put("x", "x");

    for (String name : List.of("link", "folder", "fifo")) {
      assertRefused(Problem.Forbidden.class, () -> disk.put(name, "y"));
      assertRefused(Problem.Forbidden.class, () -> disk.makeFolder(name));
      assertRefused(Problem.Forbidden.class, () -> disk.move("x", name));
      assertRefused(Problem.Forbidden.class, () -> disk.copy("x", name));
      assertRefused(Problem.NotFound.class, () -> disk.delete(name));
      assertRefused(Problem.NotFound.class, () -> disk.copy(name, "y"));
      assertRefused(Problem.NotFound.class, () -> disk.patch(name));
    }
    assertRefused(Problem.Conflict.class, () -> disk.put("folder/y", "y"));
    assertThat(outside).isDirectoryContaining(path -> path.endsWith("file"));
    assertThat(outside.resolve("file")).hasContent("outside");
    assertThat(Files.isSymbolicLink(disk.root.resolve("link"))).isTrue();
    assertThat(disk.disk.paths()).containsExactly("x");
  }

  @Test
  void aDeletedFolderTakesLinksWithItAndNotWhatTheyLeadTo() throws Exception {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.writeString(outside.resolve("file"), "outside");
    disk.disk.write("a/b/x", "x");
    Files.createSymbolicLink(disk.root.resolve("a/link"), outside);
    run("mkfifo", disk.root.resolve("a/b/fifo").toString());
    disk.scanned();

    disk.delete("a");

    assertThat(disk.onDisk()).isEmpty();
    assertThat(outside.resolve("file")).hasContent("outside");
  }

  @Test
  void aFolderWithTheNodesOwnFilesInItStays() throws Exception {
    Path data = Files.createDirectories(disk.root.resolve("a/data"));
    Files.writeString(data.resolve("facts"), "hosts");
    disk.close();
    SharedDisk other =
        new SharedDisk(temp)
            .neverSharing(data)
            .with(SharedDisk.ONLY_WATCHING.withFolders(FolderRules.whole(Permission.READ_WRITE)));
    try (other) {
      DiskShare share = other.scanned();
      for (Edit edit :
          List.of(
              new Edit.Delete(path("a"), NO_GUARD),
              new Edit.Move(path("a"), path("b"), true, NO_GUARD))) {
        assertRefused(Problem.Forbidden.class, () -> share.files().edit(SharedDisk.OWN, edit));
      }
      assertThat(data.resolve("facts")).hasContent("hosts");
      assertThat(other.paths()).containsExactly("a");
    }
  }

  @Test
  void aNameThatLooksTheSameIsTheSame() throws Exception {
    disk.disk.write("e\u0301/o\u0308", "decomposed");
    disk.scanned();

    disk.put("\u00e9/\u00f6", "composed");
    disk.put("\u00e9/new", "new");
    assertRefused(Problem.WrongKind.class, () -> disk.makeFolder("\u00e9"));

    assertThat(disk.onDisk())
        .containsOnlyKeys("e\u0301", "e\u0301/o\u0308", "e\u0301/new")
        .containsEntry("e\u0301/o\u0308", "composed");
    disk.assertListedAsOnDisk();
    disk.delete("\u00e9/\u00f6");
    assertThat(disk.onDisk()).containsOnlyKeys("e\u0301", "e\u0301/new");
  }

  @Test
  void theVeryNameGoesBeforeOneThatLooksTheSame() throws Exception {
    disk.disk.write("e\u0301", "decomposed");
    disk.scanned();
    disk.disk.write("\u00e9", "composed, not listed yet");

    disk.put("\u00e9", "mine");

    assertThat(disk.onDisk())
        .containsEntry("e\u0301", "decomposed")
        .containsEntry("\u00e9", "mine");
    disk.assertListedAsOnDisk();
  }

  @Test
  void theLongestNameCanBeWrittenReplacedAndDeleted() {
    String name = "ő".repeat(127) + "x";
    disk.put(name, "one");
    disk.put(name, "two");
    disk.makeFolder("a");
    disk.move("a", name);
    assertThat(disk.onDisk()).containsOnlyKeys(name).containsEntry(name, "/");
    disk.delete(name);
    assertThat(disk.onDisk()).isEmpty();
  }

  @Test
  void aDiskThatIsNotMountedIsNotWrittenTo() throws Exception {
    disk.put("x", "x");
    Files.move(disk.root, temp.resolve("away"));
    Files.createDirectory(disk.root);

    assertRefused(Problem.OwnerFailed.class, () -> disk.put("y", "y"));
    assertRefused(Problem.OwnerFailed.class, () -> disk.delete("x"));

    assertThat(disk.root).isEmptyDirectory();
    assertThat(disk.disk.paths()).containsExactly("x");
  }

  @Test
  void thereIsRoomOnTheDisk() {
    Space space = disk.share.files().space(SharedDisk.OWN);
    assertThat(space.available()).isPositive();
    assertThat(space.used()).isPositive();
  }

  @Test
  void aRewriteDuringAReadBreaksTheReadOffAndNotTheWrite() throws Exception {
    disk.put("x", "one");
    try (var opened = SharedDisk.open(disk.share, "x")) {
      FileState two = disk.put("x", "two").file().orElseThrow();
      assertRefused(Problem.OwnerFailed.class, () -> SharedDisk.read(opened));
      assertThat(disk.etag("x")).isEqualTo(two.etag());
    }
  }

  @Test
  void whatAKilledProcessLeftIsRemovedAtTheNextStart() throws Exception {
    disk.disk.write("a/x", "x");
    HiddenNames names = new HiddenNames(SharedDisk.OWN);
    String staged = names.staged().value();
    disk.disk.write("a/" + staged, "half an upload");
    disk.disk.write("a/" + names.staged() + "/deep/file", "half a copy");
    disk.disk.write("a/" + names.doomed() + "/file", "half deleted");
    disk.disk.write(".synchronode/" + names.staged() + "/file", "a folder on its way");
    disk.disk.write("a/" + new HiddenNames(new HostId("b".repeat(26))).staged(), "another node's");

    disk.restart();

    assertThat(disk.onDisk().keySet()).hasSize(3).contains("a", "a/x");
    assertThat(disk.disk.paths()).containsExactly("a", "a/x");
  }

  @Test
  void whoeverMakesFilesWithHiddenNamesDisturbsNothing() throws Exception {
    String taken = new HiddenNames(SharedDisk.OWN).taken(path("y").name()).value();
    for (String end : List.of(".", "..", ".synchronode", "")) {
      disk.disk.write(taken.substring(0, taken.length() - 1) + end, "crafted");
    }
    disk.disk.write("x", "x");

    disk.restart();

    assertThat(disk.disk.paths()).containsExactly("x");
  }

  @Test
  void whatAKilledProcessTookAwayComesBackUnlessSomethingTookItsPlace() throws Exception {
    HiddenNames names = new HiddenNames(SharedDisk.OWN);
    disk.disk.write(names.taken(path("lost").name()) + "/x", "precious");
    disk.disk.write(names.taken(path("replaced").name()) + "/x", "old");
    disk.disk.write("replaced/y", "new");

    disk.restart();

    assertThat(disk.onDisk()).containsOnlyKeys("lost", "lost/x", "replaced", "replaced/y");
    disk.assertListedAsOnDisk();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @Test
  void sizesAreListedAsTheyAre() {
    disk.put("x", "a".repeat(300_000));
    assertThat(((FileEntry) disk.disk.entry("x")).size()).isEqualTo(300_000);
  }
}
