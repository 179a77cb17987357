package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.ETag;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.read.RangeRequest;
import org.synchronode.domain.read.RangeSpec;
import org.synchronode.domain.read.ReadDecision;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.read.TagCondition;

class ReadTest {
  private static final int BIG = 4_000_000;
  private static final int SMALL_CALL = 100_000;

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
  void aWholeFileOfAnySizeIsReadExactly() throws Exception {
    Share share = disk.scanned();
    for (int size : new int[] {0, 1, 131_071, 131_072, 131_073, 262_144, BIG}) {
      byte[] content = new byte[size];
      new Random(size).nextBytes(content);
      Files.write(disk.root.resolve("x"), content);
      try (OpenedFile file = SharedDisk.open(share, "x")) {
        assertThat(file.decision()).isEqualTo(new ReadDecision.Whole());
        assertThat(file.state().size()).isEqualTo(size);
        assertThat(bytes(file)).isEqualTo(content);
      }
    }
  }

  @Test
  void aPartIsReadExactly() throws Exception {
    disk.write("x", "0123456789");
    Share share = disk.scanned();

    assertThat(part(share, new RangeSpec.FromTo(2, 4))).isEqualTo("234");
    assertThat(part(share, new RangeSpec.From(7))).isEqualTo("789");
    assertThat(part(share, new RangeSpec.Last(2))).isEqualTo("89");
    try (OpenedFile file =
        share.files().open(SharedDisk.OWN, EntryPath.of("x"), range(new RangeSpec.From(10)))) {
      assertThat(file.decision()).isEqualTo(new ReadDecision.NotSatisfiable());
      assertThat(bytes(file)).isEmpty();
    }
  }

  @Test
  void headAndNotModifiedCarryNoBytes() throws Exception {
    disk.write("x", "0123456789");
    Share share = disk.scanned();
    ReadRequest head = with(ReadRequest.WHOLE.ifNoneMatch(), new RangeRequest.Whole(), false);
    ETag etag;
    try (OpenedFile file = share.files().open(SharedDisk.OWN, EntryPath.of("x"), head)) {
      assertThat(file.decision()).isEqualTo(new ReadDecision.Whole());
      assertThat(bytes(file)).isEmpty();
      etag = file.state().etag();
    }
    ReadRequest known =
        with(
            new TagCondition.OneOf(List.of(new TagCondition.Tag(etag.value(), false))),
            new RangeRequest.Whole(),
            true);
    try (OpenedFile file = share.files().open(SharedDisk.OWN, EntryPath.of("x"), known)) {
      assertThat(file.decision()).isEqualTo(new ReadDecision.NotModified());
      assertThat(bytes(file)).isEmpty();
    }
  }

  @Test
  void aFileThatTheScanHasNotSeenYetIsRead() throws Exception {
    Share share = disk.scanned();
    disk.write("new", "hello");

    assertThat(SharedDisk.read(share, "new")).isEqualTo("hello");
    assertThat(disk.paths()).containsExactly("new");
  }

  @Test
  void anAtomicReplacementHasAnotherVersionAndBreaksTheTransferOfTheOldOne() throws Exception {
    big("x", (byte) 'a');
    Share share = disk.scanned();
    FileState before;
    try (OpenedFile file = SharedDisk.open(share, "x")) {
      before = file.state();
      Path fresh = Files.write(temp.resolve("fresh"), new byte[BIG]);
      Files.move(fresh, disk.root.resolve("x"), StandardCopyOption.ATOMIC_MOVE);
      assertBrokenOff(file);
    }
    try (OpenedFile file = SharedDisk.open(share, "x")) {
      assertThat(file.state().id()).isEqualTo(before.id());
      assertThat(file.state().version().isAfter(before.version())).isTrue();
    }
  }

  @Test
  void aRewriteInPlaceBreaksTheTransferOff() throws Exception {
    big("x", (byte) 'a');
    Share share = disk.scanned();
    try (OpenedFile file = SharedDisk.open(share, "x")) {
      try (FileChannel writer =
          FileChannel.open(disk.root.resolve("x"), StandardOpenOption.WRITE)) {
        writer.write(ByteBuffer.wrap(new byte[] {'b'}), BIG - 1);
      }
      assertBrokenOff(file);
    }
  }

  @Test
  void aTruncationBreaksTheTransferOff() throws Exception {
    big("x", (byte) 'a');
    Share share = disk.scanned();
    try (OpenedFile file = SharedDisk.open(share, "x")) {
      try (FileChannel writer =
          FileChannel.open(disk.root.resolve("x"), StandardOpenOption.WRITE)) {
        writer.truncate(1_000);
      }
      assertBrokenOff(file);
    }
  }

  @Test
  void aDeletionBreaksTheTransferOff() throws Exception {
    big("x", (byte) 'a');
    Share share = disk.scanned();
    try (OpenedFile file = SharedDisk.open(share, "x")) {
      Files.delete(disk.root.resolve("x"));
      assertBrokenOff(file);
    }
  }

  @Test
  void aTouchedFileKeepsNoOldValidator() throws Exception {
    Path path = disk.write("x", "same");
    Share share = disk.scanned();
    FileState before = state(share, "x");
    Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2020-01-01T00:00:00.5Z")));

    FileState after = state(share, "x");

    assertThat(after.version().isAfter(before.version())).isTrue();
    assertThat(after.modified()).isEqualTo(Instant.parse("2020-01-01T00:00:00.5Z"));
  }

  @Test
  void aTimeInTheFutureIsNoHindrance() throws Exception {
    Path path = disk.write("x", "same");
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().plus(Duration.ofDays(400))));
    Share share = disk.scanned();

    assertThat(state(share, "x")).isEqualTo(state(share, "x"));
    assertThat(SharedDisk.read(share, "x")).isEqualTo("same");
  }

  @Test
  void rewritesOfOneSizeInQuickSuccessionNeverShareAnETag() throws Exception {
    Path path = disk.write("x", "000000");
    Share share = disk.scanned();
    Map<ETag, String> contents = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      Files.writeString(path, String.format("%06d", i));
      try (OpenedFile file = SharedDisk.open(share, "x")) {
        // A write at once, as near to the one before as can be.
        if (i % 3 == 0) {
          Files.writeString(path, String.format("%06d", i + 1_000));
        }
        try {
          String read = SharedDisk.read(file);
          assertThat(contents.putIfAbsent(file.state().etag(), read)).isIn(null, read);
        } catch (ProblemException e) {
          assertThat(e.problem()).isInstanceOf(Problem.OwnerFailed.class);
        }
      }
    }
    assertThat(contents).hasSizeGreaterThan(100);
  }

  @Test
  void bytesOfTwoContentsAreNeverMixed() throws Exception {
    Path path = big("x", (byte) 'a');
    Share share = disk.scanned();
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread writer = Thread.ofPlatform().start(() -> keepRewriting(path, done, failure));
    Map<ETag, Integer> contents = new HashMap<>();
    int whole = 0;
    int broken = 0;
    try {
      long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
      while (System.nanoTime() < end || (whole == 0 && broken < 10_000)) {
        try (OpenedFile file = SharedDisk.open(share, "x")) {
          byte[] read = bytes(file);
          assertThat(read).hasSize((int) file.state().size());
          assertIsAStateThatWasThere(read);
          if (read.length > 0) {
            int content = Arrays.hashCode(read);
            assertThat(contents.putIfAbsent(file.state().etag(), content)).isIn(null, content);
          }
          whole++;
        } catch (ProblemException e) {
          assertThat(e.problem())
              .isInstanceOfAny(Problem.OwnerFailed.class, Problem.NotFound.class);
          broken++;
        }
      }
    } finally {
      done.set(true);
      writer.join();
    }
    assertThat(failure.get()).isNull();
    assertThat(whole).isPositive();
    assertThat(broken).isPositive();
  }

  /**
   * All of one letter; or, because the writer may be made to wait between two of its small calls,
   * the next letter up to the end of a call and the old one from there on.
   */
  private static void assertIsAStateThatWasThere(byte[] read) {
    int border = 1;
    while (border < read.length && read[border] == read[0]) {
      border++;
    }
    for (int i = border; i < read.length; i++) {
      if (read[i] != read[border]) {
        throw new AssertionError("three contents mixed");
      }
    }
    if (border < read.length
        && (border % SMALL_CALL != 0 || (read[border] - 'a' + 1) % 26 != read[0] - 'a')) {
      throw new AssertionError(
          "mixed: " + (char) read[0] + " before " + (char) read[border] + " at " + border);
    }
  }

  /** Whole contents of one letter, in one call or in small ones, in place or by a new file. */
  private void keepRewriting(Path path, AtomicBoolean done, AtomicReference<Throwable> failure) {
    try {
      byte[] content = new byte[BIG];
      for (int round = 0; !done.get(); round++) {
        Arrays.fill(content, (byte) ('a' + round % 26));
        switch (round % 3) {
          case 0 -> overwrite(path, content, BIG);
          case 1 -> overwrite(path, content, SMALL_CALL);
          default -> {
            Path fresh = Files.write(temp.resolve("fresh"), content);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
          }
        }
        CountDownLatch never = new CountDownLatch(1);
        boolean counted = never.await(round * 7 % 60, TimeUnit.MILLISECONDS);
        assertThat(counted).isFalse();
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      failure.set(e);
    }
  }

  private static void overwrite(Path path, byte[] content, int atOnce) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      ByteBuffer all = ByteBuffer.allocateDirect(content.length).put(content).flip();
      while (all.position() < content.length) {
        all.limit(Math.min(content.length, all.position() + atOnce));
        channel.write(all);
      }
    }
  }

  @Test
  void closingStopsATransferThatIsRunning() throws Exception {
    big("x", (byte) 'a');
    Share share = disk.scanned();
    OpenedFile file = SharedDisk.open(share, "x");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    Thread transfer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    file.transferTo(
                        new OutputStream() {
                          @Override
                          public void write(int b) {}

                          @Override
                          public void write(byte[] b, int off, int len) throws IOException {
                            begun.countDown();
                            try {
                              closed.await();
                            } catch (InterruptedException e) {
                              throw new IOException(e);
                            }
                          }
                        });
                  } catch (IOException | RuntimeException e) {
                    outcome.set(e);
                  }
                });
    begun.await();
    file.close();
    closed.countDown();

    await().atMost(Duration.ofSeconds(1)).until(() -> !transfer.isAlive());
    assertThat(outcome.get()).isInstanceOf(ProblemException.class);
  }

  @Test
  void aClientThatIsGoneIsNoFaultOfTheOwner() throws Exception {
    big("x", (byte) 'a');
    Share share = disk.scanned();
    try (OpenedFile file = SharedDisk.open(share, "x")) {
      assertThatThrownBy(
              () ->
                  file.transferTo(
                      new OutputStream() {
                        @Override
                        public void write(int b) throws IOException {
                          throw new IOException("gone");
                        }
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("gone");
    }
  }

  @Test
  void openFilesAreGivenBack() throws Exception {
    disk.write("a/b/x", "x");
    Share share = disk.scanned();
    long before = openDescriptors();
    for (int i = 0; i < 100; i++) {
      assertThat(SharedDisk.read(share, "a/b/x")).isEqualTo("x");
      assertThatThrownBy(() -> SharedDisk.open(share, "a/b/none").close())
          .isInstanceOf(ProblemException.class);
      assertThatThrownBy(() -> SharedDisk.open(share, "a/none/x").close())
          .isInstanceOf(ProblemException.class);
      share.rescan();
    }

    assertThat(openDescriptors()).isLessThan(before + 20);
  }

  private static long openDescriptors() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static void assertBrokenOff(OpenedFile file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> file.transferTo(out))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.OwnerFailed.class));
    assertThat((long) out.size()).isLessThan(file.state().size());
  }

  private Path big(String name, byte letter) throws IOException {
    byte[] content = new byte[BIG];
    Arrays.fill(content, letter);
    return Files.write(disk.root.resolve(name), content);
  }

  private static FileState state(Share share, String path) {
    try (OpenedFile file = SharedDisk.open(share, path)) {
      return file.state();
    }
  }

  private static byte[] bytes(OpenedFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.transferTo(out);
    return out.toByteArray();
  }

  private static String part(Share share, RangeSpec spec) throws IOException {
    try (OpenedFile file = share.files().open(SharedDisk.OWN, EntryPath.of("x"), range(spec))) {
      return SharedDisk.read(file);
    }
  }

  private static ReadRequest range(RangeSpec spec) {
    return with(
        new TagCondition.Absent(),
        new RangeRequest.Part(spec, new RangeRequest.IfRange.Always()),
        true);
  }

  private static ReadRequest with(
      TagCondition ifNoneMatch, RangeRequest range, boolean bytesWanted) {
    ReadRequest whole = ReadRequest.WHOLE;
    return new ReadRequest(
        whole.ifMatch(),
        ifNoneMatch,
        whole.ifModifiedSince(),
        whole.ifUnmodifiedSince(),
        range,
        bytesWanted);
  }
}
