package org.synchronode.vfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.synchronode.vfs.WritableDisk.ANN;
import static org.synchronode.vfs.WritableDisk.BOB;
import static org.synchronode.vfs.WritableDisk.NO_GUARD;
import static org.synchronode.vfs.WritableDisk.assertRefused;
import static org.synchronode.vfs.WritableDisk.body;
import static org.synchronode.vfs.WritableDisk.holding;
import static org.synchronode.vfs.WritableDisk.ifMatch;
import static org.synchronode.vfs.WritableDisk.ifNoneMatchAny;
import static org.synchronode.vfs.WritableDisk.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.PartsContract;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Permission;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.user.UserName;
import org.synchronode.domain.write.ContentDigest;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.UploadKey;
import org.synchronode.domain.write.WriteGuard;

/** Parts of files on a real disk. */
class DiskPartsTest extends PartsContract {
  private static final PartWritten.Held NOTHING = new PartWritten.Held(0);

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

  @Override
  protected HostFiles files() {
    return disk.share.files();
  }

  @Override
  protected HostId host() {
    return SharedDisk.OWN;
  }

  @Override
  protected Optional<String> content(EntryPath path) {
    Path file = disk.root.resolve(path.toString());
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A part, with all that can be said of it. */
  private record Part(
      String path,
      long offset,
      int length,
      OptionalLong total,
      WriteGuard guard,
      Optional<Instant> modified,
      List<ContentDigest> ofFile,
      List<ContentDigest> ofPart) {
    Part with(WriteGuard other) {
      return new Part(path, offset, length, total, other, modified, ofFile, ofPart);
    }

    Part changed(Instant time) {
      return new Part(path, offset, length, total, guard, Optional.of(time), ofFile, ofPart);
    }

    Part digests(List<ContentDigest> file, List<ContentDigest> part) {
      return new Part(path, offset, length, total, guard, modified, file, part);
    }

    PartWrite write() {
      return new PartWrite(
          new FileWrite(EntryPath.parse(path), total, modified, ofFile, guard),
          new ByteRange(offset, length),
          ofPart);
    }
  }

  private static Part part(String path, long offset, int length, long total) {
    return new Part(
        path,
        offset,
        length,
        total < 0 ? OptionalLong.empty() : OptionalLong.of(total),
        NO_GUARD,
        Optional.empty(),
        List.of(),
        List.of());
  }

  private PartWritten send(Part part, FileBody body) {
    return files().writePart(host(), part.write(), body);
  }

  private PartWritten send(String path, long offset, String text, long total) {
    return send(part(path, offset, text.length(), total), body(text));
  }

  private PartWritten replace(String path, long offset, String text) {
    return send(path, offset, text, -1);
  }

  private long held(String path, long total) {
    return held(path, total, ANN);
  }

  private long held(String path, long total, UserName user) {
    return files().held(host(), new UploadKey(path(path), total, user));
  }

  private static List<ContentDigest> sha256(String text) throws Exception {
    return List.of(
        new ContentDigest(
            ContentDigest.Algorithm.SHA_256,
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)))));
  }

  private List<Path> hidden() throws IOException {
    try (var names = Files.walk(disk.root)) {
      return names
          .filter(name -> name.getFileName().toString().startsWith(".synchronode-"))
          .toList();
    }
  }

  private Path onlyHidden() throws IOException {
    assertThat(hidden()).hasSize(1);
    return hidden().getFirst();
  }

  @Test
  void partsAreNeverInTheShare() throws Exception {
    disk.makeFolder("a");
    send("a/x", 0, "half", 8);

    disk.share.rescan();
    assertThat(disk.disk.paths()).containsExactly("a");
    String name = disk.root.relativize(onlyHidden()).toString();
    assertRefused(Problem.NotFound.class, () -> SharedDisk.open(disk.share, name).close());
    assertRefused(Problem.Forbidden.class, () -> disk.put(name, "x"));
    send("a/x", 4, "half", 8);
    assertThat(hidden()).isEmpty();
    disk.assertListedAsOnDisk();
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  void whatIsHeldSurvivesARestart(Durability durability) throws Exception {
    try (WritableDisk other =
        new WritableDisk(
                temp.resolve("other"), FolderRules.whole(Permission.READ_WRITE), durability)
            .scanned()) {
      other.share.files().writePart(host(), part("x", 0, 4, 8).write(), body("half"));
      other.restart();
      assertThat(other.share.files().writePart(host(), part("x", 4, 4, 8).write(), body("HALF")))
          .isInstanceOf(PartWritten.Complete.class);
      assertThat(other.text("x")).isEqualTo("halfHALF");
      assertThat(other.onDisk()).containsOnlyKeys("x");
    }
  }

  @Test
  void whatIsHeldGoesWithItsFolder() throws Exception {
    disk.makeFolder("a");
    send("a/x", 0, "half", 8);

    disk.move("a", "b");
    assertThat(held("b/x", 8)).isEqualTo(4);
    disk.delete("b");
    assertThat(disk.onDisk()).isEmpty();
    disk.share.rescan();
    disk.assertListedAsOnDisk();
  }

  @Test
  void afterADayItIsOver() throws Exception {
    send("x", 0, "half", 8);
    disk.now.updateAndGet(now -> now.plus(HeldUploads.LONGEST).minusSeconds(60));
    disk.share.rescan();
    assertThat(hidden()).hasSize(1);

    disk.now.updateAndGet(now -> now.plusSeconds(120));
    disk.share.rescan();
    assertThat(hidden()).isEmpty();
    assertThat(held("x", 8)).isZero();
  }

  @Test
  void atTheStartOfANewUploadOldOnesGoToo() throws Exception {
    send("x", 0, "half", 8);
    disk.now.updateAndGet(now -> now.plus(HeldUploads.LONGEST).plusSeconds(60));
    send("y", 0, "half", 8);
    assertThat(hidden()).hasSize(1);
    assertThat(held("x", 8)).isZero();
    assertThat(held("y", 8)).isEqualTo(4);
  }

  @Test
  void theOneThatNothingCameToForLongestGivesWay() throws Exception {
    for (int i = 0; i < HeldUploads.MOST; i++) {
      send("f" + i, 0, "half", 8);
      disk.now.updateAndGet(now -> now.plusSeconds(1));
    }
    send("f0", 4, "mo", 8);
    send("one more", 0, "half", 8);

    assertThat(hidden()).hasSize(HeldUploads.MOST);
    assertThat(held("f0", 8)).isEqualTo(6);
    assertThat(held("f1", 8)).isZero();
    assertThat(held("one more", 8)).isEqualTo(4);
  }

  @Test
  void afterARestartTheOldestAreKnownByTheirTimes() throws Exception {
    for (int i = 0; i < HeldUploads.MOST; i++) {
      send("f" + i, 0, "half", 8);
      for (Path file : hidden()) {
        Files.setLastModifiedTime(
            file, FileTime.from(Files.getLastModifiedTime(file).toInstant().minusSeconds(60)));
      }
    }
    disk.restart();
    send("one more", 0, "half", 8);
    assertThat(held("f0", 8)).isZero();
    assertThat(held("f1", 8)).isEqualTo(4);
  }

  @Test
  void conditionsAreDecidedWithEachPartAndWhenTheFileIsPutInItsPlace() throws Exception {
    FileState old = disk.put("x", "old").file().orElseThrow();
    Part first = part("x", 0, 4, 8).with(ifMatch(old.etag()));
    assertRefused(
        Problem.PreconditionFailed.class, () -> send(first.with(ifNoneMatchAny()), none()));
    send(first, body("half"));

    FileState[] other = new FileState[1];
    Part last = part("x", 4, 4, 8).with(ifMatch(old.etag()));
    assertRefused(
        Problem.PreconditionFailed.class,
        () ->
            send(
                last,
                out -> {
                  other[0] = disk.put("x", "others'").file().orElseThrow();
                  out.write("HALF".getBytes(UTF_8));
                }));
    assertThat(disk.text("x")).isEqualTo("others'");

    // Nothing that came is lost by that: the last byte is asked for once more.
    assertThat(held("x", 8)).isEqualTo(7);
    send(part("x", 7, 1, 8).with(ifMatch(other[0].etag())), body("F"));
    assertThat(disk.text("x")).isEqualTo("halfHALF");
    assertThat(disk.onDisk()).containsOnlyKeys("x");
  }

  private static FileBody none() {
    return _ -> {
      throw new AssertionError("asked for");
    };
  }

  @Test
  void aLockKeepsPartsOfOthersOut() {
    disk.put("x", "old");
    LockToken token = disk.lock("x");
    assertRefused(Problem.Locked.class, () -> send(part("x", 0, 4, 8), none()));
    assertRefused(Problem.Locked.class, () -> send(part("x", 0, 1, -1), none()));
    send(part("x", 0, 4, 8).with(holding(ANN, token)), body("half"));
    send(part("x", 4, 4, 8).with(holding(ANN, token)), body("HALF"));
    assertThat(disk.text("x")).isEqualTo("halfHALF");
  }

  @Test
  void whereNothingMayBeWrittenNothingIsToldOrTaken() throws Exception {
    try (WritableDisk other =
        new WritableDisk(temp.resolve("r"), FolderRules.whole(Permission.READ), Durability.PROCESS)
            .scanned()) {
      HostFiles files = other.share.files();
      assertRefused(
          Problem.Forbidden.class,
          () -> files.writePart(host(), part("x", 0, 4, 8).write(), none()));
      assertRefused(
          Problem.Forbidden.class, () -> files.held(host(), new UploadKey(path("x"), 8, ANN)));
      assertThat(other.onDisk()).isEmpty();
    }
  }

  @Test
  void whatIsNoPlaceForAFileIsNoneForItsParts() {
    disk.makeFolder("a");
    assertRefused(Problem.WrongKind.class, () -> send(part("a", 0, 4, 8), none()));
    assertRefused(Problem.Conflict.class, () -> send(part("b/x", 0, 4, 8), none()));
    assertRefused(Problem.Forbidden.class, () -> send(part(".synchronode", 0, 4, 8), none()));
    assertRefused(Problem.Forbidden.class, () -> send(part("", 0, 4, 8), none()));
  }

  @Test
  void aDigestOfAPartIsOfThatPartAndOneOfTheFileOfAllOfThem() throws Exception {
    Part first = part("x", 0, 4, 8);
    Part last = part("x", 4, 4, 8);
    assertRefused(
        Problem.BadRequest.class, () -> send(first.digests(List.of(), sha256("x")), body("half")));
    assertThat(hidden()).isEmpty();
    send(first.digests(sha256("counts with the last"), sha256("half")), body("half"));
    assertRefused(
        Problem.BadRequest.class, () -> send(last.digests(List.of(), sha256("x")), body("HALF")));
    assertThat(held("x", 8)).isEqualTo(4);
    send(last.digests(sha256("halfHALF"), sha256("HALF")), body("HALF"));
    assertThat(disk.text("x")).isEqualTo("halfHALF");
  }

  @Test
  void aFileOfTheWrongDigestIsNotStoredAndNothingOfItIsHeld() throws Exception {
    disk.put("x", "old");
    send("x", 0, "half", 8);
    assertRefused(
        Problem.BadRequest.class,
        () -> send(part("x", 4, 4, 8).digests(sha256("halfhalf"), List.of()), body("HALF")));
    assertThat(disk.onDisk()).containsOnlyKeys("x").containsEntry("x", "old");
    assertThat(held("x", 8)).isZero();

    assertRefused(
        Problem.BadRequest.class,
        () -> send(part("x", 0, 1, -1).digests(sha256("cold"), List.of()), body("b")));
    send(part("x", 0, 1, -1).digests(sha256("bld"), sha256("b")), body("b"));
    assertThat(disk.onDisk()).containsOnlyKeys("x").containsEntry("x", "bld");
  }

  @Test
  void theTimeOfTheFileComesWithItsLastPart() throws Exception {
    Instant time = Instant.parse("2001-02-03T04:05:06Z");
    send(part("x", 0, 4, 8).changed(time), body("half"));
    disk.share.rescan();
    send(part("x", 4, 4, 8).changed(time), body("HALF"));
    assertThat(disk.disk.file("x").modified()).isEqualTo(time);
    send(part("x", 4, 1, -1).changed(time.plusSeconds(1)), body("h"));
    assertThat(disk.disk.file("x").modified()).isEqualTo(time.plusSeconds(1));
    replace("x", 5, "a");
    assertThat(disk.disk.file("x").modified()).isAfter(time.plusSeconds(2));
    assertThat(disk.text("x")).isEqualTo("halfhaLF");
  }

  @Test
  void theModeOfAReplacedFileIsThatOfItsPartsToo() throws Exception {
    disk.put("x", "secret");
    Files.setPosixFilePermissions(
        disk.root.resolve("x"), PosixFilePermissions.fromString("rwx------"));
    send("x", 0, "half", 8);
    for (Path file : List.of(onlyHidden(), disk.root.resolve("x"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rwx------");
    }
    send("x", 4, "half", 8);
    replace("x", 0, "H");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(disk.root.resolve("x"))))
        .isEqualTo("rwx------");
  }

  @Test
  void aLargeFileThatBreaksOffIsHeldAndGoesOnInParts() throws Exception {
    disk.put("x", "old");
    String text = "0123456789".repeat(200_000);
    assertThatThrownBy(() -> cutOff("x", text.length(), text.substring(0, 1_500_001), ANN))
        .hasMessageContaining("continued");
    assertThat(disk.text("x")).isEqualTo("old");
    assertThat(held("x", text.length(), BOB)).isZero();
    assertThat(held("x", text.length())).isEqualTo(1_500_001);
    send("x", 1_500_001, text.substring(1_500_001), text.length());
    assertThat(disk.text("x")).isEqualTo(text);
    assertThat(disk.onDisk()).containsOnlyKeys("x");
  }

  @Test
  void ofASmallFileOrAnEmptyBeginningNothingIsHeld() {
    assertRefused(
        Problem.BadRequest.class, () -> cutOff("x", LocalDisk.WORTH_HOLDING - 1, "a", ANN));
    assertRefused(Problem.BadRequest.class, () -> cutOff("x", LocalDisk.WORTH_HOLDING, "", ANN));
    assertThat(disk.onDisk()).isEmpty();
  }

  private void cutOff(String path, long length, String came, UserName user) {
    FileWrite write =
        new FileWrite(
            path(path),
            OptionalLong.of(length),
            Optional.empty(),
            List.of(),
            WriteGuard.none(user));
    files()
        .write(
            host(),
            write,
            out -> {
              body(came).transferTo(out);
              throw new BodyBroken("the client is gone");
            });
  }

  /** A client that has gone without a word, and whose connection nobody has closed yet. */
  private final class Lingering {
    final CountDownLatch goOn = new CountDownLatch(1);
    final CountDownLatch begun = new CountDownLatch(1);
    final Future<PartWritten> outcome;

    Lingering(Part part, String first, String then) {
      FutureTask<PartWritten> task =
          new FutureTask<>(
              () ->
                  send(
                      part,
                      out -> {
                        body(first).transferTo(out);
                        begun.countDown();
                        await(goOn);
                        body(then).transferTo(out);
                      }));
      Thread.ofVirtual().start(task);
      outcome = task;
      await(begun);
    }

    void isEnded() {
      goOn.countDown();
      assertThatThrownBy(() -> outcome.get(10, SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem()).isInstanceOf(Problem.Conflict.class));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aNewerRequestEndsOneThatIsStillComing() {
    Lingering old = new Lingering(part("x", 0, 8, 8), "ha", "XXXXXX");
    assertThat(held("x", 8)).isEqualTo(2);
    send("x", 2, "lf", 8);
    old.isEnded();
    assertThat(held("x", 8)).isEqualTo(4);

    Lingering second = new Lingering(part("x", 4, 4, 8), "X", "XXX");
    send("x", 0, "anew", 8);
    second.isEnded();
    send("x", 4, "half", 8);
    assertThat(disk.text("x")).isEqualTo("anewhalf");
  }

  @Test
  void whatIsComingGivesWayToNobody() throws Exception {
    Lingering[] coming = new Lingering[HeldUploads.MOST];
    for (int i = 0; i < coming.length; i++) {
      coming[i] = new Lingering(part("f" + i, 0, 4, 4), "ab", "cd");
    }
    disk.now.updateAndGet(now -> now.plus(HeldUploads.LONGEST).plus(Duration.ofHours(1)));
    disk.share.rescan();
    assertRefused(Problem.Busy.class, () -> send(part("one more", 0, 4, 8), none()));
    for (Lingering each : coming) {
      each.goOn.countDown();
      assertThat(each.outcome.get(10, SECONDS)).isInstanceOf(PartWritten.Complete.class);
    }
    assertThat(disk.onDisk()).hasSize(coming.length);
    disk.assertListedAsOnDisk();
  }

  @Test
  void whatOthersWriteWhileBytesComeIsKept() {
    disk.put("x", "0123456789");
    send(
        part("x", 0, 2, -1),
        out -> {
          replace("x", 8, "ij");
          out.write("ab".getBytes(UTF_8));
        });
    assertThat(disk.text("x")).isEqualTo("ab234567ij");
    send(
        part("x", 0, 1, -1),
        out -> {
          disk.put("x", "another one");
          out.write('A');
        });
    assertThat(disk.text("x")).isEqualTo("Another one");
  }

  @Test
  void bytesThatAreToBeReplacedAreThoseOfTheFileThatWasMeant() {
    FileState old = disk.put("x", "0123456789").file().orElseThrow();
    assertRefused(
        Problem.PreconditionFailed.class,
        () ->
            send(
                part("x", 0, 1, -1).with(ifMatch(old.etag())),
                out -> {
                  disk.put("x", "another one");
                  out.write('A');
                }));
    assertThat(disk.text("x")).isEqualTo("another one");
    FileState now = disk.disk.file("x").state();
    send(part("x", 0, 1, -1).with(ifMatch(now.etag())), body("A"));
    assertThat(disk.disk.file("x").state().id()).isEqualTo(now.id());
    assertThat(disk.etag("x")).isNotEqualTo(now.etag());
  }

  @Test
  void whatSomebodyElsePutUnderTheHiddenNameIsNotWrittenTo() throws Exception {
    send("x", 0, "half", 8);
    Path hidden = onlyHidden();
    Files.delete(hidden);
    Path outside = Files.writeString(temp.resolve("outside"), "outside");
    Files.createSymbolicLink(hidden, outside);
    assertThat(held("x", 8)).isEqualTo(NOTHING.bytes());
    assertThatThrownBy(() -> send("x", 0, "half", 8)).isInstanceOf(ProblemException.class);
    assertThat(outside).hasContent("outside");
  }
}
