package org.synchronode.ws.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.application.files.FileBody;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.user.UserName;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.domain.write.Written;
import org.synchronode.ws.frames.ChannelSocket;
import org.synchronode.ws.frames.Message;

/** A master whose slave stops, vanishes or lies in the middle of a change. */
@Timeout(60)
class OddOwnerTest {
  private static final String READY = "{\"type\":\"ready\"}";
  private static final String WRITTEN =
      "{\"type\":\"written\",\"revision\":\"1.1\",\"created\":true}";
  private static final Edit DELETE =
      new Edit.Delete(EntryPath.of("f"), WriteGuard.none(new UserName("ann")));

  private final Chain chain = new Chain(1, Duration.ofMinutes(1));

  @AfterEach
  void close() {
    chain.close();
  }

  /** What a slave does on its channel. */
  @FunctionalInterface
  private interface Script {
    void run(ChannelSocket socket) throws IOException;
  }

  private Future<Boolean> owner(Script script) throws IOException {
    ChannelSocket socket = chain.first().dial();
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              try (socket) {
                script.run(socket);
              }
              return true;
            });
    Thread.ofVirtual().start(task);
    return task;
  }

  private Written write(FileBody body) {
    return chain.files().write(chain.ownerId, WriteContract.to("f"), body);
  }

  private static FileBody endless() {
    return WriteContract.stream(Long.MAX_VALUE, new AtomicLong());
  }

  private static void skipToEnd(ChannelSocket socket) throws IOException {
    while (socket.receive() instanceof Message.Binary) {
      // It is not wanted here.
    }
  }

  private static <P extends Problem> void assertProblem(
      Class<P> kind, String says, ThrowingCallable call) {
    assertThatThrownBy(call)
        .hasMessageContaining(says)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(kind));
  }

  @Test
  void oneThatStopsReceivingFreesTheClient() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Future<Boolean> owner =
        owner(
            socket -> {
              socket.receive();
              socket.sendText(READY);
              StoringFiles.waitFor(over).run();
            });
    assertProblem(Problem.OwnerTimedOut.class, "in time", () -> write(endless()));
    over.countDown();
    assertThat(owner.get(5, SECONDS)).isTrue();
  }

  @Test
  void oneThatStopsAfterTheEndMayHaveStoredIt() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Future<Boolean> owner =
        owner(
            socket -> {
              socket.receive();
              socket.sendText(READY);
              skipToEnd(socket);
              StoringFiles.waitFor(over).run();
            });
    assertProblem(
        Problem.OwnerTimedOut.class, "not known", () -> write(WriteContract.bytes(new byte[9])));
    over.countDown();
    assertThat(owner.get(5, SECONDS)).isTrue();
  }

  @Test
  void oneThatVanishesAfterTheEndMayHaveStoredIt() throws Exception {
    Future<Boolean> owner =
        owner(
            socket -> {
              socket.receive();
              socket.sendText(READY);
              skipToEnd(socket);
              socket.abort();
            });
    assertProblem(
        Problem.OwnerFailed.class, "not known", () -> write(WriteContract.bytes(new byte[9])));
    assertThat(owner.get(5, SECONDS)).isTrue();
  }

  @Test
  void oneThatVanishesBeforeTheEndHasNotStoredIt() throws Exception {
    Future<Boolean> owner =
        owner(
            socket -> {
              socket.receive();
              socket.sendText(READY);
              socket.receive();
              socket.abort();
            });
    assertProblem(Problem.OwnerFailed.class, "in the middle", () -> write(endless()));
    assertThat(owner.get(5, SECONDS)).isTrue();
  }

  @Test
  void anEditIsNotSentAgainWhenItsAnswerIsLost() throws Exception {
    AtomicInteger came = new AtomicInteger();
    List<Future<Boolean>> owners = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      owners.add(
          owner(
              socket -> {
                if (socket.receive() instanceof Message.Text) {
                  came.incrementAndGet();
                }
                socket.abort();
              }));
    }
    assertProblem(
        Problem.OwnerFailed.class, "not known", () -> chain.files().edit(chain.ownerId, DELETE));
    assertThat(came).hasValue(1);
    assertThat(owners).filteredOn(Future::isDone).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void anEditThatIsNeverAnsweredMayBeDone() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Future<Boolean> owner = owner(socket -> StoringFiles.waitFor(over).run());
    assertProblem(
        Problem.OwnerTimedOut.class, "not known", () -> chain.files().edit(chain.ownerId, DELETE));
    over.countDown();
    assertThat(owner.get(5, SECONDS)).isTrue();
  }

  @Test
  void channelsThatDiedInThePoolDoNoHarmToAWrite() throws Exception {
    chain.connected();
    Awaitility.await().until(() -> chain.dialled() == ChannelDialler.FEWEST);
    for (int i = 0; i < 5; i++) {
      chain.first().dial().abort();
    }
    assertThat(write(WriteContract.bytes(new byte[9])).created()).isTrue();
    // One that dies with the question is like one that was dead.
    Future<Boolean> owner =
        owner(
            socket -> {
              socket.receive();
              socket.abort();
            });
    // The master may take the channel in some moments after the slave has it.
    Awaitility.await()
        .until(
            () -> {
              assertThat(write(WriteContract.bytes(new byte[9])).created()).isFalse();
              return owner.isDone();
            });
    assertThat(owner.get(5, SECONDS)).isTrue();
  }

  @Test
  void oneOfAnEarlierVersionIsNotAskedForParts() throws Exception {
    PartWrite part =
        new PartWrite(
            new FileWrite(
                EntryPath.of("f"),
                OptionalLong.of(9),
                Optional.empty(),
                List.of(),
                WriteGuard.none(new UserName("ann"))),
            new ByteRange(0, 9),
            List.of());
    Future<Boolean> owner =
        owner(
            socket -> {
              assertThat(((Message.Text) socket.receive()).text()).contains("\"space\"");
              socket.sendText("{\"type\":\"room\",\"available\":1,\"used\":2}");
            });
    assertProblem(
        Problem.Unsupported.class,
        "whole",
        () -> chain.files().writePart(chain.ownerId, part, WriteContract.bytes(new byte[9])));
    assertProblem(
        Problem.Unsupported.class,
        "whole",
        () -> chain.files().held(chain.ownerId, part.upload().orElseThrow()));
    assertThat(chain.files().space(chain.ownerId).used()).isEqualTo(2);
    assertThat(owner.get(5, SECONDS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{}",
        "{\"type\":\"done\"}",
        "{\"type\":\"end\"}",
        "{\"type\":\"held\",\"bytes\":1}",
        WRITTEN,
        "{\"type\":\"long\",\"bytes\":600000}",
        "{\"type\":\"long\",\"bytes\":99999999999}"
      })
  void anAnswerWithoutSenseIsTheOwnersFailure(String answer) throws Exception {
    for (Script first :
        List.<Script>of(
            socket -> socket.sendText(answer),
            socket -> {
              socket.sendText(READY);
              socket.sendText(answer);
            })) {
      Future<Boolean> owner =
          owner(
              socket -> {
                socket.receive();
                first.run(socket);
                skipUntilLost(socket);
              });
      assertProblem(Problem.OwnerFailed.class, "without sense", () -> write(endless()));
      assertThat(owner.get(5, SECONDS)).isTrue();
    }
    Future<Boolean> owner =
        owner(
            socket -> {
              socket.receive();
              socket.sendText(answer.equals(WRITTEN) ? READY : answer);
              skipUntilLost(socket);
            });
    assertProblem(
        Problem.OwnerFailed.class, "not known", () -> chain.files().edit(chain.ownerId, DELETE));
    assertThat(owner.get(5, SECONDS)).isTrue();
  }

  private static void skipUntilLost(ChannelSocket socket) {
    try {
      while (!(socket.receive() instanceof Message.Closed)) {
        // It is not wanted here.
      }
    } catch (IOException _) {
      // The master drops a channel that speaks nonsense.
    }
  }

  @Test
  void aLongMessageThatIsNoneIsTheOwnersFailure() throws Exception {
    for (Script rest :
        List.<Script>of(
            socket -> socket.sendBinary(new byte[200], 0, 200),
            socket -> socket.sendBinary(new byte[100], 0, 100),
            socket -> socket.sendBinary(new byte[0], 0, 0),
            socket -> socket.sendText(READY),
            socket -> {
              byte[] nested = " {\"type\":\"long\",\"bytes\":100}".getBytes(UTF_8);
              byte[] padded = Arrays.copyOf(nested, 100);
              Arrays.fill(padded, nested.length, 100, (byte) ' ');
              socket.sendBinary(padded, 0, 100);
            })) {
      Future<Boolean> owner =
          owner(
              socket -> {
                socket.receive();
                socket.sendText("{\"type\":\"long\",\"bytes\":100}");
                rest.run(socket);
                skipUntilLost(socket);
              });
      assertProblem(Problem.OwnerFailed.class, "without sense", () -> write(endless()));
      assertThat(owner.get(5, SECONDS)).isTrue();
    }
  }

  @Test
  void oneThatRefusesAndReadsNoMoreFreesTheClientToo() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Future<Boolean> owner =
        owner(
            socket -> {
              socket.receive();
              socket.sendText(READY);
              socket.receive();
              socket.sendText(
                  "{\"type\":\"problem\",\"code\":\"insufficient-storage\",\"message\":\"full\"}");
              StoringFiles.waitFor(over).run();
            });
    assertProblem(Problem.InsufficientStorage.class, "full", () -> write(endless()));
    over.countDown();
    assertThat(owner.get(5, SECONDS)).isTrue();
  }
}
