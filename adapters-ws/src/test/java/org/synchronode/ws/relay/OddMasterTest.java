package org.synchronode.ws.relay;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsUpgrader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.catalogue.InMemoryCatalogue;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.application.files.ReadFile;
import org.synchronode.application.files.Routes;
import org.synchronode.application.hosts.Presences;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Token;
import org.synchronode.domain.user.UserName;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.ws.frames.Admission;
import org.synchronode.ws.frames.ChannelClient;
import org.synchronode.ws.frames.ChannelSocket;
import org.synchronode.ws.frames.ChannelUpgrader;
import org.synchronode.ws.frames.Message;

/** A slave whose master stops, vanishes or talks nonsense in the middle of a change. */
@Timeout(60)
class OddMasterTest {
  private static final ExchangeTimes TIMES =
      new ExchangeTimes(
          Duration.ofMillis(50),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2));

  private final Random random = new Random(20261124);
  private final HostId host = HostId.random(random);
  private final Feed feed = new Feed();
  private final StoringFiles files =
      new StoringFiles(
          host, revision -> feed.publish(new Feed.ListChanged(host, revision, List.of())));
  private final BlockingQueue<ChannelSocket> channels = new LinkedBlockingQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final WebServer web = start();
  private final ChannelDialler dialler = dialler();

  private WebServer start() {
    Http1ConnectionSelectorConfig.Builder selector =
        Http1ConnectionSelector.builder().config(Http1Config.create());
    new ChannelUpgrader<String>(
            Set.of("/c"),
            (_, _) -> new Admission.Granted<>(""),
            (socket, _) -> {
              channels.add(socket);
              StoringFiles.waitFor(over).run();
            },
            WsUpgrader.create(WsConfig.create()))
        .registerWith(selector);
    return WebServer.builder()
        .host("localhost")
        .port(0)
        .useNio(false)
        .addConnectionSelector(selector.build())
        .build()
        .start();
  }

  private ChannelDialler dialler() {
    Routes routes = new Routes();
    routes.open(host, files);
    Presences presences = new Presences(new InMemoryCatalogue(), feed, InstantSource.system());
    ChannelDialler started =
        new ChannelDialler(
            ChannelClient.create(),
            new ReadFile(routes, presences),
            new ChangeFiles(routes, presences, feed, new InMemoryCatalogue()),
            TIMES);
    started.linkUp(URI.create("ws://localhost:" + web.port() + "/c"), host, Token.random(random));
    return started;
  }

  @AfterEach
  void close() {
    over.countDown();
    dialler.close();
    web.stop();
  }

  private ChannelSocket channel() throws InterruptedException {
    ChannelSocket socket = channels.poll(5, SECONDS);
    assertThat(socket).isNotNull();
    return Objects.requireNonNull(socket);
  }

  /** A channel on which the slave waits for the bytes of a file. */
  private ChannelSocket writing() throws Exception {
    ChannelSocket socket = channel();
    socket.sendText(ExchangeCodec.write(new ExchangeMessage.Write(host, WriteContract.to("f"))));
    assertThat(next(socket)).isEqualTo(new ExchangeMessage.Ready());
    return socket;
  }

  private static ExchangeMessage next(ChannelSocket socket) throws IOException {
    return ExchangeCodec.read(((Message.Text) socket.receive()).text());
  }

  private static void assertDropped(ChannelSocket socket) {
    Awaitility.await()
        .until(
            () -> {
              try {
                return socket.receive() instanceof Message.Closed;
              } catch (IOException _) {
                return true;
              }
            });
  }

  @Test
  void oneThatTalksInsteadOfSendingBytesIsDroppedAndNothingIsStored() throws Exception {
    for (String nonsense : new String[] {"x", "{\"type\":\"done\"}", "{\"type\":\"ready\"}"}) {
      ChannelSocket socket = writing();
      socket.sendBinary(new byte[9], 0, 9);
      socket.sendText(nonsense);
      assertDropped(socket);
    }
    assertThat(files.broken.await(5, SECONDS)).isTrue();
    assertThat(files.at("f")).isEmpty();
  }

  @Test
  void oneThatFallsSilentWithoutAWordIsGivenUp() throws Exception {
    // Nobody receives at this end, so pings are not answered.
    writing();
    assertThat(files.broken.await(5, SECONDS)).isTrue();
    assertThat(files.at("f")).isEmpty();
  }

  @Test
  void oneThatTalksWhileAnEditIsMadeIsDroppedAndTheEditIsMade() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    files.beforeChange = StoringFiles.waitFor(goOn);
    ChannelSocket socket = channel();
    Edit edit = new Edit.Delete(EntryPath.of("f"), WriteGuard.none(new UserName("ann")));
    socket.sendText(ExchangeCodec.write(new ExchangeMessage.Edit(host, edit)));
    socket.sendText(ExchangeCodec.write(new ExchangeMessage.AskSpace(host)));
    assertDropped(socket);
    goOn.countDown();
    Awaitility.await().until(() -> files.edits.equals(List.of(edit)));
  }

  @Test
  void oneThatNeverStopsSendingWhatIsNotWantedIsDropped() throws Exception {
    files.fullAfter = 0;
    ChannelSocket socket = writing();
    byte[] bytes = new byte[1024];
    Awaitility.await()
        .until(
            () -> {
              try {
                socket.sendBinary(bytes, 0, bytes.length);
                return false;
              } catch (IOException _) {
                return true;
              }
            });
    assertThat(files.at("f")).isEmpty();
  }

  @Test
  void whatIsNotWantedIsSkippedToItsEnd() throws Exception {
    files.fullAfter = 0;
    ChannelSocket socket = writing();
    for (int i = 0; i < 100; i++) {
      socket.sendBinary(new byte[1024], 0, 1024);
    }
    socket.sendText(ExchangeCodec.write(new ExchangeMessage.End()));
    socket.sendText(ExchangeCodec.write(new ExchangeMessage.AskSpace(host)));
    assertThat(next(socket)).isInstanceOf(ExchangeMessage.Failed.class);
    assertThat(next(socket)).isInstanceOf(ExchangeMessage.Room.class);
  }

  @Test
  void aMessageThatIsNoQuestionDropsTheChannel() throws Exception {
    for (String nonsense :
        new String[] {"{\"type\":\"end\"}", "{\"type\":\"broken\"}", "{\"type\":\"room\"}"}) {
      ChannelSocket socket = channel();
      socket.sendText(nonsense);
      assertDropped(socket);
    }
    ChannelSocket socket = channel();
    socket.sendBinary(new byte[1], 0, 1);
    assertDropped(socket);
  }
}
