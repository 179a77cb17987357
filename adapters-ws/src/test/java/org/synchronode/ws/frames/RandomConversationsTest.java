package org.synchronode.ws.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PlainSocket;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.ServerWsFrame;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsOpCode;
import io.helidon.websocket.WsSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/**
 * Random messages in random pieces, with pings between them, are said and echoed, by one of our
 * ends and one of another implementation: the JDK's client, Helidon's server. The number of the
 * repetition is the seed.
 */
@Timeout(60)
class RandomConversationsTest {
  private static final int MESSAGES = 10;
  private static final int TIMES = 10;
  private static final String CLOSE = "close!";

  private static final BlockingQueue<HelidonsEnd> HELIDONS = new LinkedBlockingQueue<>();

  private static TestServer ours;
  private static WebServer helidons;

  @BeforeAll
  static void start() {
    ours = TestServer.start((channel, _) -> echo(channel));
    helidons =
        WebServer.builder()
            .host("localhost")
            .port(0)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addRouting(WsRouting.builder().endpoint("/", RandomConversationsTest::helidonsEnd))
            .build()
            .start();
  }

  @AfterAll
  static void stop() {
    ours.close();
    helidons.stop();
  }

  @RepeatedTest(TIMES)
  void ourServerWithTheJdksClient(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    JdksEnd jdks = new JdksEnd();
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocket socket =
          http.newWebSocketBuilder()
              .header("Authorization", TestServer.TOKEN)
              .subprotocols(ChannelSocket.SUBPROTOCOL)
              .buildAsync(URI.create("ws://localhost:" + ours.port() + "/ws/channel"), jdks)
              .join();
      for (int i = 0; i < MESSAGES; i++) {
        Said said = Said.random(random);
        for (String ping : said.by(jdksVoice(socket), random)) {
          assertThat(jdks.heard.next()).isEqualTo("pong " + ping);
        }
        assertThat(jdks.heard.next()).isEqualTo("ping ");
        assertThat(jdks.heard.next()).isEqualTo(said.toString());
      }
      int code = random.nextInt(3000, 5000);
      if (random.nextBoolean()) {
        socket.sendClose(code, "bye").join();
      } else {
        socket.sendText(CLOSE + code, true).join();
      }
      assertThat(jdks.heard.next()).isEqualTo(ReferenceReader.closed(code, "bye"));
    }
  }

  /** Its client is no dependency; this is what that one reads frames with. */
  @RepeatedTest(TIMES)
  void ourServerWithWhatHelidonsClientReadsWith(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    Map<String, String> headers = Map.of("Authorization", TestServer.TOKEN);
    try (Socket socket = new Socket("localhost", ours.port())) {
      socket.setTcpNoDelay(true);
      UpgradeRequest.to(ours.uri("/ws/channel"), headers).exchange(socket);
      FrameWriter frames = new FrameWriter(socket.getOutputStream(), Role.CLIENT);
      HelidonSocket helidon = PlainSocket.client(socket, "test");
      DataReader reader = DataReader.create(helidon);
      Heard heard = new Heard();
      for (int i = 0; i < MESSAGES; i++) {
        Said said = Said.random(random);
        List<String> expected = new ArrayList<>();
        said.by(voice(frames, random), random).forEach(ping -> expected.add("pong " + ping));
        frames.flush();
        expected.addAll(List.of("ping ", said.toString()));
        for (String event : expected) {
          hear(ServerWsFrame.read(helidon, reader, ChannelSocket.MAX_PAYLOAD), heard);
          assertThat(heard.next()).isEqualTo(event);
        }
      }
    }
  }

  /** Our server sends each message as one frame. */
  private static void hear(ServerWsFrame frame, Heard heard) {
    byte[] payload = frame.payloadData().readBytes();
    switch (frame.opCode()) {
      case TEXT, BINARY -> heard.piece(frame.opCode() == WsOpCode.TEXT, payload, frame.fin());
      case PING -> heard.ping(payload);
      case PONG -> heard.pong(payload);
      case CONTINUATION, CLOSE -> throw new AssertionError(frame);
    }
  }

  @RepeatedTest(TIMES)
  void ourClientWithHelidonsServer(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    try (ChannelSocket channel = ChannelClient.create().connect(helidonsUri(), Map.of())) {
      HelidonsEnd helidon = HELIDONS.take();
      for (int i = 0; i < MESSAGES; i++) {
        Said said = Said.random(random);
        channel.ping();
        send(channel, said);
        assertThat(received(channel)).isEqualTo(said.toString());
        assertThat(helidon.heard.next()).isEqualTo("ping ");
        helidon.hears(said);
      }
      closes(channel, helidon, random);
    }
  }

  /** As our client, which itself never sends a message in pieces. */
  @RepeatedTest(TIMES)
  void ourFragmentsWithHelidonsServer(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    try (Socket socket = new Socket("localhost", helidons.port())) {
      socket.setTcpNoDelay(true);
      byte[] early = UpgradeRequest.to(helidonsUri(), Map.of()).exchange(socket);
      FramedSocket channel =
          new FramedSocket(SocketWire.plain(socket), Role.CLIENT, early, ChannelSocket.MAX_PAYLOAD);
      FrameWriter frames = new FrameWriter(socket.getOutputStream(), Role.CLIENT);
      HelidonsEnd helidon = HELIDONS.take();
      for (int i = 0; i < MESSAGES; i++) {
        Said said = Said.random(random);
        List<String> pings = said.by(voice(frames, random), random);
        frames.flush();
        assertThat(received(channel)).isEqualTo(said.toString());
        for (String ping : pings) {
          assertThat(helidon.heard.next()).isEqualTo("ping " + ping);
        }
        helidon.hears(said);
      }
      closes(channel, helidon, random);
    }
  }

  private static void closes(ChannelSocket channel, HelidonsEnd helidon, Random random)
      throws Exception {
    int code = random.nextInt(3000, 5000);
    if (random.nextBoolean()) {
      channel.close(code, "bye");
      assertThat(helidon.heard.next()).isEqualTo(ReferenceReader.closed(code, "bye"));
    } else {
      channel.sendText(CLOSE + code);
      assertThat(channel.receive()).isEqualTo(new Message.Closed(code, "bye"));
    }
  }

  /** Serves a channel: each message is echoed, after a ping. */
  private static void echo(ChannelSocket channel) throws IOException {
    while (true) {
      switch (channel.receive()) {
        case Message.Text(String text) when text.startsWith(CLOSE) -> {
          channel.close(Integer.parseInt(text.substring(CLOSE.length())), "bye");
          return;
        }
        case Message.Text(String text) -> {
          channel.ping();
          channel.sendText(text);
        }
        case Message.Binary message -> {
          channel.ping();
          channel.sendBinary(message.array(), message.offset(), message.length());
        }
        case Message.Closed _ -> {
          return;
        }
      }
    }
  }

  private static void send(ChannelSocket channel, Said said) throws IOException {
    if (said.text()) {
      channel.sendText(new String(said.bytes(), UTF_8));
    } else {
      channel.sendBinary(said.bytes(), 0, said.bytes().length);
    }
  }

  private static String received(ChannelSocket channel) throws IOException {
    return switch (channel.receive(Duration.ofSeconds(20))) {
      case Message.Text(String text) -> ReferenceReader.text(text);
      case Message.Binary message -> ReferenceReader.binary(message.copy());
      case Message.Closed(int code, String reason) -> ReferenceReader.closed(code, reason);
    };
  }

  private static Said.Speaker voice(FrameWriter frames, Random random) {
    return new Said.Speaker() {
      @Override
      public void piece(boolean text, byte[] bytes, boolean first, boolean last)
          throws IOException {
        Opcode kind = text ? Opcode.TEXT : Opcode.BINARY;
        Opcode opcode = first ? kind : Opcode.CONTINUATION;
        frames.write(opcode, last, bytes, 0, bytes.length, random.nextBoolean());
      }

      @Override
      public void ping(byte[] payload) throws IOException {
        frames.write(Opcode.PING, true, payload, 0, payload.length, random.nextBoolean());
      }
    };
  }

  private static Said.Speaker jdksVoice(WebSocket socket) {
    return new Said.Speaker() {
      @Override
      public void piece(boolean text, byte[] bytes, boolean first, boolean last) {
        if (text) {
          socket.sendText(new String(bytes, UTF_8), last).join();
        } else {
          socket.sendBinary(ByteBuffer.wrap(bytes), last).join();
        }
      }

      @Override
      public void ping(byte[] payload) {
        socket.sendPing(ByteBuffer.wrap(payload)).join();
      }
    };
  }

  private static final class JdksEnd implements WebSocket.Listener {
    final Heard heard = new Heard();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.piece(true, text.toString().getBytes(UTF_8), last);
      return more(socket);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean last) {
      heard.piece(false, copy(bytes), last);
      return more(socket);
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer payload) {
      heard.ping(copy(payload));
      return more(socket);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
      heard.pong(copy(payload));
      return more(socket);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.closed(code, reason);
      return more(socket);
    }

    private static byte[] copy(ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    }

    private static CompletionStage<?> more(WebSocket socket) {
      socket.request(1);
      return CompletableFuture.completedStage(socket);
    }
  }

  private static URI helidonsUri() {
    return URI.create("ws://localhost:" + helidons.port() + "/");
  }

  private static HelidonsEnd helidonsEnd() {
    HelidonsEnd end = new HelidonsEnd();
    HELIDONS.add(end);
    return end;
  }

  /** Echoes in pieces with pings between them. */
  private static final class HelidonsEnd implements WsListener {
    final Heard heard = new Heard();
    private final List<byte[]> pieces = new ArrayList<>();
    private final Random random = new Random(MESSAGES);
    private final BlockingQueue<List<String>> pings = new LinkedBlockingQueue<>();

    /** It heard this, and the answers to the pings in its echo. */
    void hears(Said said) throws InterruptedException {
      assertThat(heard.next()).isEqualTo(said.toString());
      for (String ping : pings.take()) {
        assertThat(heard.next()).isEqualTo("pong " + ping);
      }
    }

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
      if (text.startsWith(CLOSE)) {
        session.close(Integer.parseInt(text.substring(CLOSE.length())), "bye");
      } else {
        message(session, true, text.getBytes(UTF_8), last);
      }
    }

    @Override
    public void onMessage(WsSession session, BufferData bytes, boolean last) {
      message(session, false, bytes.readBytes(), last);
    }

    private void message(WsSession session, boolean text, byte[] bytes, boolean last) {
      heard.piece(text, bytes, last);
      pieces.add(bytes);
      if (last) {
        BufferData whole = BufferData.create(pieces.stream().map(BufferData::create).toList());
        pieces.clear();
        try {
          pings.add(new Said(text, whole.readBytes()).by(voice(session), random));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public void onPing(WsSession session, BufferData payload) {
      heard.ping(payload.readBytes());
    }

    @Override
    public void onPong(WsSession session, BufferData payload) {
      heard.pong(payload.readBytes());
    }

    @Override
    public void onClose(WsSession session, int code, String reason) {
      heard.closed(code, reason);
    }

    private static Said.Speaker voice(WsSession session) {
      return new Said.Speaker() {
        @Override
        public void piece(boolean text, byte[] bytes, boolean first, boolean last) {
          if (text) {
            session.send(new String(bytes, UTF_8), last);
          } else {
            session.send(BufferData.create(bytes), last);
          }
        }

        @Override
        public void ping(byte[] payload) {
          session.ping(BufferData.create(payload));
        }
      };
    }
  }
}
