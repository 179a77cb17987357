package org.synchronode.ws.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.Space;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.property.PropertyPatch;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.read.TimeCondition;
import org.synchronode.domain.user.UserName;
import org.synchronode.domain.write.ContentDigest;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.StateList;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.domain.write.Written;

/** What {@link HostFiles} promises of changes, over channels. */
@Timeout(120)
abstract class WriteContract {
  private static final WriteGuard GUARD = WriteGuard.none(new UserName("ann"));
  private static final LockToken TOKEN =
      new LockToken("urn:uuid:00000000-0000-4000-8000-00000000000a");
  private static final byte[] OLD = "what was there before".getBytes(UTF_8);

  private final int length;

  Chain chain;
  HostFiles files;

  WriteContract(int length) {
    this.length = length;
  }

  @BeforeEach
  void connect() {
    chain = new Chain(length, Duration.ofMinutes(1)).connected();
    files = chain.files();
  }

  @AfterEach
  void close() {
    chain.close();
  }

  static FileWrite to(String path) {
    return new FileWrite(
        EntryPath.parse(path), OptionalLong.empty(), Optional.empty(), List.of(), GUARD);
  }

  static FileBody bytes(byte[] bytes) {
    return out -> out.write(bytes);
  }

  /** So many bytes in pieces; how many were taken is told. */
  static FileBody stream(long size, AtomicLong taken) {
    return out -> {
      byte[] piece = new byte[128 * 1024];
      while (taken.get() < size) {
        int part = (int) Math.min(piece.length, size - taken.get());
        out.write(piece, 0, part);
        taken.addAndGet(part);
      }
    };
  }

  Written write(String path, FileBody body) {
    return files.write(chain.ownerId, to(path), body);
  }

  static <T> Future<T> inBackground(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread.ofVirtual().start(task);
    return task;
  }

  static <P extends Problem> void assertProblem(Class<P> kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(kind));
  }

  /** A short exchange of each kind goes well. */
  private void assertTheNextExchangesAreClean() throws IOException {
    for (int i = 0; i < 6; i++) {
      byte[] content = ("next " + i).getBytes(UTF_8);
      write("next", bytes(content));
      assertThat(chain.owner.at("next")).contains(StoringFiles.Stored.of(content));
      files.edit(chain.ownerId, new Edit.Delete(EntryPath.of("next"), GUARD));
      chain.owner.readable.put("r", 5);
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      try (OpenedFile file = files.open(chain.ownerId, EntryPath.of("r"), ReadRequest.WHOLE)) {
        file.transferTo(read);
      }
      assertThat(read.size()).isEqualTo(5);
    }
  }

  /** The same, and no channel was lost meanwhile. */
  private void assertOrderly(int dialledBefore) throws IOException {
    assertTheNextExchangesAreClean();
    assertThat(chain.dialled()).isEqualTo(dialledBefore);
  }

  /** All channels that there are without being asked for are there. */
  private int dialledAtFirst() {
    Awaitility.await().until(() -> chain.dialled() == ChannelDialler.FEWEST * length);
    return chain.dialled();
  }

  @Test
  void aFileIsStoredAndItsStateComesBack() {
    byte[] content = "a file".getBytes(UTF_8);
    Written first = write("a/b", bytes(content));
    assertThat(first.created()).isTrue();
    assertThat(first.file()).contains(TestFiles.stateOf(6));
    assertThat(chain.owner.at("a/b")).contains(StoringFiles.Stored.of(content));
    Written second = write("a/b", _ -> {});
    assertThat(second.created()).isFalse();
    assertThat(second.revision()).isGreaterThan(first.revision());
    assertThat(chain.owner.at("a/b")).contains(StoringFiles.Stored.of(new byte[0]));
  }

  @Test
  void whatIsSaidOfAFileReachesItsOwner() {
    FileWrite write =
        new FileWrite(
            EntryPath.of("ü", "a b%2F"),
            OptionalLong.of(3),
            Optional.of(Instant.parse("2026-06-03T01:02:03.123456789Z")),
            List.of(new ContentDigest(ContentDigest.Algorithm.MD5, "ab".repeat(16))),
            new WriteGuard(
                new UserName("ann"),
                new TagCondition.Any(),
                new TagCondition.OneOf(List.of(new TagCondition.Tag("x", true))),
                new TimeCondition.At(Instant.EPOCH),
                List.of(
                    new StateList(
                        EntryPath.of("other"),
                        List.of(new StateList.Test(true, new StateList.Covered(TOKEN))))),
                Set.of(TOKEN)));
    files.write(chain.ownerId, write, bytes(new byte[3]));
    assertThat(chain.owner.writes).containsExactly(write);
    PartWrite part = new PartWrite(write, new ByteRange(0, 2), write.digests());
    assertThat(files.writePart(chain.ownerId, part, bytes(new byte[2])))
        .isEqualTo(new PartWritten.Held(2));
    assertThat(chain.owner.partWrites).containsExactly(part);
  }

  @Test
  void everyEditReachesTheOwner() {
    EntryPath path = EntryPath.of("p");
    PropertyName name = new PropertyName("urn:x", "y");
    List<PropertyPatch> patches =
        List.of(
            new PropertyPatch.Set(new DeadProperty(name, "<y xmlns='urn:x'/>")),
            new PropertyPatch.Remove(name));
    List<Edit> edits =
        List.of(
            new Edit.MakeFolder(path, patches, GUARD),
            new Edit.Delete(path, GUARD),
            new Edit.Move(path, EntryPath.of("q"), true, GUARD),
            new Edit.Copy(path, EntryPath.of("q"), true, false, GUARD),
            new Edit.Patch(path, patches, Optional.of(Instant.EPOCH), GUARD),
            new Edit.TakeLock(path, Lock.Scope.SHARED, true, "<o/>", Duration.ofMinutes(3), GUARD),
            new Edit.RefreshLock(path, Duration.ofMinutes(3), GUARD),
            new Edit.Unlock(path, TOKEN, GUARD));
    edits.forEach(edit -> files.edit(chain.ownerId, edit));
    assertThat(chain.owner.edits).containsExactlyElementsOf(edits);
  }

  @Test
  void theLongestPropertiesFit() {
    List<PropertyPatch> patches =
        IntStream.range(0, 64)
            .<PropertyPatch>mapToObj(
                i ->
                    new PropertyPatch.Set(
                        new DeadProperty(
                            new PropertyName("", "p" + i), "\u20ac".repeat(DeadProperty.LONGEST))))
            .toList();
    Edit edit = new Edit.Patch(EntryPath.of("p"), patches, Optional.empty(), GUARD);
    files.edit(chain.ownerId, edit);
    assertThat(chain.owner.edits).containsExactly(edit);
  }

  @Test
  void moreThanAMessageTakesIsRefusedAtOnce() {
    List<PropertyPatch> patches =
        IntStream.range(0, 129)
            .<PropertyPatch>mapToObj(i -> new PropertyPatch.Remove(new PropertyName("", "p" + i)))
            .toList();
    assertProblem(
        Problem.BadRequest.class,
        () ->
            files.edit(
                chain.ownerId,
                new Edit.Patch(EntryPath.of("p"), patches, Optional.empty(), GUARD)));
  }

  @Test
  void theOwnersRoomIsTold() {
    assertThat(files.space(chain.ownerId)).isEqualTo(new Space(1_000_000_000_000L, 7));
  }

  @Test
  void whatCanNotBeIsRefusedBeforeTheBytesAreAskedFor() throws IOException {
    int dialled = dialledAtFirst();
    assertThatThrownBy(
            () ->
                write(
                    "forbidden",
                    _ -> {
                      throw new AssertionError("the bytes were asked for");
                    }))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem())
                    .isEqualTo(new Problem.Locked("It is locked.", StoringFiles.FORBIDDEN)));
    assertProblem(
        Problem.Locked.class,
        () -> files.edit(chain.ownerId, new Edit.Delete(StoringFiles.FORBIDDEN, GUARD)));
    assertOrderly(dialled);
  }

  @Test
  void anOwnerThatRefusesInTheMiddleIsHeardAtOnce() throws IOException {
    int dialled = dialledAtFirst();
    write("f", bytes(OLD));
    for (int i = 0; i < 20; i++) {
      chain.owner.fullAfter = 300_000L * i;
      AtomicLong taken = new AtomicLong();
      assertProblem(
          Problem.InsufficientStorage.class, () -> write("f", stream(Long.MAX_VALUE, taken)));
      assertThat(taken).hasValueLessThan(100_000_000);
    }
    chain.owner.fullAfter = Long.MAX_VALUE;
    assertThat(chain.owner.at("f")).contains(StoringFiles.Stored.of(OLD));
    assertOrderly(dialled);
  }

  @Test
  void anOwnerThatRefusesAtTheVeryEndIsHeard() throws IOException {
    int dialled = dialledAtFirst();
    FileWrite write =
        new FileWrite(EntryPath.of("f"), OptionalLong.of(9), Optional.empty(), List.of(), GUARD);
    assertProblem(
        Problem.BadRequest.class, () -> files.write(chain.ownerId, write, bytes(new byte[8])));
    assertOrderly(dialled);
  }

  @Test
  void aClientThatBreaksOffLeavesTheOldFile() throws Exception {
    int dialled = dialledAtFirst();
    write("f", bytes(OLD));
    for (long size : List.of(0L, 1L, 1_000_000L)) {
      AtomicLong taken = new AtomicLong();
      assertProblem(
          Problem.BadRequest.class,
          () ->
              write(
                  "f",
                  out -> {
                    stream(size, taken).transferTo(out);
                    throw new BodyBroken("the client is gone");
                  }));
    }
    assertThat(chain.owner.broken.await(5, SECONDS)).isTrue();
    assertThat(chain.owner.at("f")).contains(StoringFiles.Stored.of(OLD));
    assertOrderly(dialled);
  }

  @Test
  void anOwnerThatDiesInTheMiddleIsNoticedAtOnce() throws Exception {
    AtomicLong taken = new AtomicLong();
    Future<Written> write = inBackground(() -> write("f", stream(Long.MAX_VALUE, taken)));
    awaitFlow();
    chain.last().slaveDies();
    assertThatThrownBy(() -> write.get(5, SECONDS))
        .hasCauseInstanceOf(ProblemException.class)
        .hasMessageContaining("lost");
    assertThat(chain.owner.broken.await(5, SECONDS)).isTrue();
    assertThat(chain.owner.at("f")).isEmpty();
    chain.last().connect();
    assertTheNextExchangesAreClean();
  }

  @Test
  void aMasterThatDiesLeavesTheOldFile() throws Exception {
    write("f", bytes(OLD));
    AtomicLong taken = new AtomicLong();
    Future<Written> write = inBackground(() -> write("f", stream(Long.MAX_VALUE, taken)));
    awaitFlow();
    chain.first().masterDies();
    assertThatThrownBy(() -> write.get(5, SECONDS)).hasCauseInstanceOf(ProblemException.class);
    assertThat(chain.owner.broken.await(5, SECONDS)).isTrue();
    assertThat(chain.owner.at("f")).contains(StoringFiles.Stored.of(OLD));
  }

  private void awaitFlow() {
    Awaitility.await().until(() -> chain.owner.received.get() > 1_000_000);
  }

  @Test
  void aClientMayBeSlowerThanTheOwnersPatience() throws Exception {
    int dialled = dialledAtFirst();
    CountDownLatch goOn = afterTwiceThePatience();
    write(
        "f",
        out -> {
          out.write(new byte[10]);
          StoringFiles.waitFor(goOn).run();
          out.write(new byte[10]);
        });
    assertThat(chain.owner.at("f")).contains(StoringFiles.Stored.of(new byte[20]));
    assertOrderly(dialled);
  }

  @Test
  void anOwnerMayWorkLongerThanThePatienceIfItAnswersPings() throws Exception {
    int dialled = dialledAtFirst();
    chain.owner.beforeChange = StoringFiles.waitFor(afterTwiceThePatience());
    write("f", bytes(OLD));
    chain.owner.beforeChange = StoringFiles.waitFor(afterTwiceThePatience());
    files.edit(chain.ownerId, new Edit.Delete(EntryPath.of("f"), GUARD));
    assertOrderly(dialled);
  }

  /** Time passes here because it is what these tests are about. */
  private static CountDownLatch afterTwiceThePatience() {
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture.delayedExecutor(Chain.PATIENCE.multipliedBy(2).toMillis(), MILLISECONDS)
        .execute(over::countDown);
    return over;
  }

  @Test
  void aClientThatSaysNothingForTooLongIsGivenUp() throws Exception {
    try (Chain impatient = new Chain(length, Duration.ofMillis(300)).connected()) {
      files = impatient.files();
      CountDownLatch givenUp = impatient.owner.broken;
      assertProblem(
          Problem.BadRequest.class,
          () ->
              files.write(
                  impatient.ownerId,
                  to("f"),
                  out -> {
                    out.write(1);
                    StoringFiles.waitFor(givenUp).run();
                    while (true) {
                      out.write(1);
                    }
                  }));
      assertThat(impatient.owner.at("f")).isEmpty();
      files.write(impatient.ownerId, to("f"), bytes(OLD));
    }
  }

  @Test
  void sixtyFourWritesAtOnceAndReadsBesideThem() throws Exception {
    chain.owner.readable.put("r", 1_000_000);
    byte[] content = new byte[1_000_000];
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> sizes = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        String path = "w" + i;
        sizes.add(threads.submit(() -> write(path, bytes(content)).file().orElseThrow().size()));
        sizes.add(threads.submit(this::read));
      }
      for (Future<Long> size : sizes) {
        assertThat(size.get(60, SECONDS)).isEqualTo(1_000_000);
      }
    }
    for (int i = 0; i < 64; i++) {
      assertThat(chain.owner.at("w" + i)).contains(StoringFiles.Stored.of(content));
    }
  }

  private long read() throws IOException {
    AtomicLong size = new AtomicLong();
    try (OpenedFile file = files.open(chain.ownerId, EntryPath.of("r"), ReadRequest.WHOLE)) {
      file.transferTo(
          new OutputStream() {
            @Override
            public void write(int b) {
              size.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int offset, int count) {
              size.addAndGet(count);
            }
          });
    }
    return size.get();
  }

  @Test
  void aLargeFileTakesLittleMemory() {
    long before = allocated();
    AtomicLong taken = new AtomicLong();
    write("f", stream(200L * 1024 * 1024, taken));
    assertThat(chain.owner.at("f").orElseThrow().size()).isEqualTo(200L * 1024 * 1024);
    assertThat(allocated() - before).as("bytes allocated").isLessThan(length * 64L * 1024 * 1024);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
  }
}
