package org.synchronode.ws.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsUpgrader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.catalogue.InMemoryCatalogue;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.ReadFile;
import org.synchronode.application.files.Routes;
import org.synchronode.application.hosts.InMemoryHostStore;
import org.synchronode.application.hosts.Presences;
import org.synchronode.application.replication.AdmitSlave;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.Standing;
import org.synchronode.domain.host.Token;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.read.RangeRequest;
import org.synchronode.domain.read.RangeSpec;
import org.synchronode.domain.read.ReadDecision;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.read.TimeCondition;
import org.synchronode.ws.frames.ChannelClient;
import org.synchronode.ws.frames.ChannelRefusedException;
import org.synchronode.ws.frames.ChannelSocket;
import org.synchronode.ws.frames.Message;

/** A master and a slave in one process, with real sockets between them. */
class RelayTest {
  private static final Duration OWNER_PATIENCE = Duration.ofSeconds(2);

  private final Random random = new Random(20260603);
  private final HostId slave = HostId.random(random);
  private final Token token = Token.random(random);
  private final InMemoryHostStore hosts = new InMemoryHostStore();
  private final TestFiles files = new TestFiles(slave);

  private ChannelServer server;
  private WebServer web;
  private ChannelDialler dialler;
  private HostFiles relayed;

  @BeforeEach
  void startMasterAndSlave() {
    hosts.add(
        new Host(
            slave,
            new HostName("laptop"),
            new Origin.Registered(),
            new Standing.Active(),
            Instant.EPOCH),
        token.hash());
    server = new ChannelServer(new AdmitSlave(hosts, InstantSource.system()), OWNER_PATIENCE);
    server.askThrough((_, more) -> dialler.dialMore(more));
    Http1ConnectionSelectorConfig.Builder selector =
        Http1ConnectionSelector.builder().config(Http1Config.create());
    server.registerWith(selector, WsUpgrader.create(WsConfig.create()));
    web =
        WebServer.builder()
            .host("localhost")
            .port(0)
            .useNio(false)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addConnectionSelector(selector.build())
            .build()
            .start();
    Routes routes = new Routes();
    routes.open(slave, files);
    Feed feed = new Feed();
    Presences presences = new Presences(new InMemoryCatalogue(), feed, InstantSource.system());
    dialler =
        new ChannelDialler(
            ChannelClient.create(),
            new ReadFile(routes, presences),
            new ChangeFiles(routes, presences, feed, new InMemoryCatalogue()));
    relayed = server.filesOf(slave);
  }

  @AfterEach
  void stop() {
    dialler.close();
    server.close();
    web.stop();
  }

  private URI channels() {
    return URI.create("ws://localhost:" + web.port() + ChannelServer.PATH);
  }

  private void connect() {
    dialler.linkUp(channels(), slave, token);
  }

  private static ReadRequest part(RangeSpec range) {
    return new ReadRequest(
        new TagCondition.Absent(),
        new TagCondition.Absent(),
        new TimeCondition.Absent(),
        new TimeCondition.Absent(),
        new RangeRequest.Part(range, new RangeRequest.IfRange.Always()),
        true);
  }

  private byte[] read(String path, ReadRequest request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OpenedFile file = relayed.open(slave, EntryPath.parse(path), request)) {
      file.transferTo(out);
    }
    return out.toByteArray();
  }

  private static byte[] expected(long offset, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = TestFiles.byteAt(offset + i);
    }
    return bytes;
  }

  @Test
  void aFileComesWholeWithItsState() throws IOException {
    connect();
    files.put("a/b.bin", 1_000_003);
    try (OpenedFile file = relayed.open(slave, EntryPath.of("a", "b.bin"), ReadRequest.WHOLE)) {
      assertThat(file.state()).isEqualTo(TestFiles.stateOf(1_000_003));
      assertThat(file.decision()).isEqualTo(new ReadDecision.Whole());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      file.transferTo(out);
      assertThat(out.toByteArray()).isEqualTo(expected(0, 1_000_003));
    }
  }

  @Test
  void aPartComesAloneAndAnEmptyFileIsEmpty() throws IOException {
    connect();
    files.put("big", 10_000_000_000L);
    files.put("empty", 0);
    assertThat(read("big", part(new RangeSpec.FromTo(9_000_000_000L, 9_000_000_099L))))
        .isEqualTo(expected(9_000_000_000L, 100));
    assertThat(read("empty", ReadRequest.WHOLE)).isEmpty();
    try (OpenedFile file = relayed.open(slave, EntryPath.of("big"), part(new RangeSpec.Last(1)))) {
      assertThat(file.decision())
          .isEqualTo(new ReadDecision.Part(new ByteRange(9_999_999_999L, 1)));
    }
  }

  @Test
  void aThousandReadsAfterOneAnotherUseTheSameFewChannels() throws IOException {
    connect();
    files.put("f", 4096);
    byte[] expected = expected(0, 4096);
    for (int i = 0; i < 1000; i++) {
      assertThat(read("f", ReadRequest.WHOLE)).isEqualTo(expected);
    }
  }

  @Test
  void fortyReadsAtOnceGetMoreChannels() throws Exception {
    connect();
    files.put("f", 3_000_000);
    byte[] expected = expected(0, 3_000_000);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> reads = new ArrayList<>();
      IntStream.range(0, 40)
          .forEach(_ -> reads.add(threads.submit(() -> read("f", ReadRequest.WHOLE))));
      for (Future<byte[]> read : reads) {
        assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo(expected);
      }
    }
  }

  @Test
  void whatTheOwnerRefusesIsToldAndTheChannelGoesOn() throws IOException {
    connect();
    files.put("f", 10);
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> read("missing", ReadRequest.WHOLE))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem()).isInstanceOf(Problem.NotFound.class));
      assertThat(read("f", ReadRequest.WHOLE)).hasSize(10);
    }
  }

  @Test
  void anOwnerThatFailsInTheMiddleIsAProblemAndTheLastBytesNeverCome() {
    connect();
    files.put("f", 1_000_000);
    files.failAfter = 500_000;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(
            () -> {
              try (OpenedFile file = relayed.open(slave, EntryPath.of("f"), ReadRequest.WHOLE)) {
                file.transferTo(out);
              }
            })
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.OwnerFailed.class));
    assertThat(out.size()).isLessThan(1_000_000);
  }

  @Test
  void aClientThatGoesStopsTheOwnerWithinASecond() throws Exception {
    connect();
    files.put("endless", Long.MAX_VALUE / 4);
    CountDownLatch flowing = new CountDownLatch(1);
    OpenedFile file = relayed.open(slave, EntryPath.of("endless"), ReadRequest.WHOLE);
    assertThatThrownBy(
            () ->
                file.transferTo(
                    new OutputStream() {
                      private int chunks;

                      @Override
                      public void write(int b) throws IOException {
                        throw new IOException("not used");
                      }

                      @Override
                      public void write(byte[] bytes, int offset, int length) throws IOException {
                        flowing.countDown();
                        if (++chunks == 50) {
                          throw new IOException("the client is gone");
                        }
                      }
                    }))
        .hasMessage("the client is gone");
    assertThat(flowing.getCount()).isZero();
    file.close();
    assertThat(files.closed.await(1, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aSlaveThatNeverAnswersIsGivenUpInTime() throws IOException {
    try (ChannelSocket frozen =
        ChannelClient.create()
            .connect(
                channels(),
                Map.of(
                    "Authorization",
                    "Bearer " + token.secret(),
                    "Synchronode-Host-Id",
                    slave.value()))) {
      assertThatThrownBy(() -> read("f", ReadRequest.WHOLE))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem()).isInstanceOf(Problem.OwnerTimedOut.class));
      assertThat(frozen.receive()).isInstanceOf(Message.Text.class);
    }
  }

  @Test
  void aSlaveThatSendsNonsenseOrTooMuchIsAProblemOfTheOwner() throws Exception {
    for (String nonsense :
        List.of(
            "{}",
            "[]",
            "x",
            "{\"type\":\"done\"}",
            "{\"type\":\"opened\",\"id\":\"1\",\"version\":\"1.1\",\"size\":-1,\"modified\":\"2026-01-01T00:00:00Z\"}",
            "{\"type\":\"opened\",\"id\":\"-1\",\"version\":\"1.1\",\"size\":1,\"modified\":\"2026-01-01T00:00:00Z\"}",
            "{\"type\":\"opened\",\"id\":\"1\",\"version\":\"1.1\",\"size\":1,\"modified\":\"yesterday\"}")) {
      Thread hostile = Thread.ofVirtual().start(() -> answerOnce(nonsense, new byte[0]));
      assertThatThrownBy(() -> read("f", ReadRequest.WHOLE))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem()).isInstanceOf(Problem.OwnerFailed.class));
      assertThat(hostile.join(Duration.ofSeconds(5))).isTrue();
    }
    String one =
        "{\"type\":\"opened\",\"id\":\"1\",\"version\":\"1.1\",\"size\":1,\"modified\":\"2026-01-01T00:00:00Z\"}";
    Thread hostile = Thread.ofVirtual().start(() -> answerOnce(one, new byte[2]));
    assertThatThrownBy(() -> read("f", ReadRequest.WHOLE)).isInstanceOf(ProblemException.class);
    assertThat(hostile.join(Duration.ofSeconds(5))).isTrue();
  }

  private void answerOnce(String answer, byte[] bytes) {
    try (ChannelSocket socket =
        ChannelClient.create()
            .connect(
                channels(),
                Map.of(
                    "Authorization",
                    "Bearer " + token.secret(),
                    "Synchronode-Host-Id",
                    slave.value()))) {
      if (socket.receive() instanceof Message.Text) {
        socket.sendText(answer);
        if (bytes.length > 0) {
          socket.sendBinary(bytes, 0, bytes.length);
        }
        socket.receive();
      }
    } catch (IOException _) {
      // The master drops a channel that speaks nonsense.
    }
  }

  @Test
  void aChannelNeedsTheTokenOfTheHostThatItSpeaksFor() {
    HostId other = HostId.random(random);
    for (Map<String, String> headers :
        List.of(
            Map.<String, String>of(),
            Map.of(
                "Authorization", "Bearer " + token.secret(), "Synchronode-Host-Id", other.value()),
            Map.of(
                "Authorization",
                "Bearer " + Token.random(random).secret(),
                "Synchronode-Host-Id",
                slave.value()),
            Map.of("Authorization", "Bearer x", "Synchronode-Host-Id", slave.value()))) {
      assertThatThrownBy(() -> ChannelClient.create().connect(channels(), headers))
          .isInstanceOfSatisfying(
              ChannelRefusedException.class, e -> assertThat(e.status()).isIn(401, 403));
    }
  }

  @Test
  void revocationDropsWhatRuns() throws Exception {
    connect();
    files.put("endless", Long.MAX_VALUE / 4);
    CountDownLatch flowing = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        OpenedFile file = relayed.open(slave, EntryPath.of("endless"), ReadRequest.WHOLE)) {
      Future<?> transfer =
          threads.submit(
              () -> {
                file.transferTo(
                    new OutputStream() {
                      @Override
                      public void write(int b) {
                        flowing.countDown();
                      }

                      @Override
                      public void write(byte[] bytes, int offset, int length) {
                        flowing.countDown();
                      }
                    });
                return null;
              });
      assertThat(flowing.await(5, TimeUnit.SECONDS)).isTrue();
      server.abortAll(slave);
      assertThatThrownBy(() -> transfer.get(2, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(IOException.class);
    }
    Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> files.closed.getCount() == 0);
  }
}
