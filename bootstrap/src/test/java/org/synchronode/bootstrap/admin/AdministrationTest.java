package org.synchronode.bootstrap.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AdministrationTest {
  record Invitation(String code) {}

  private static final Map<String, AdminHandler> HANDLERS =
      Map.of(
          "invite", arguments -> new Invitation("abc"),
          "echo", arguments -> arguments,
          "refuse",
              arguments -> {
                throw new AdminException("no such host: " + arguments.path("host").asString(""));
              },
          "break",
              arguments -> {
                throw new IllegalStateException("secret detail");
              });

  @TempDir Path dataDir;

  @Test
  void answersACommandWithItsResult() throws Exception {
    try (AdminServer _ = AdminServer.start(dataDir, HANDLERS)) {
      assertThat(client().call("invite", Map.of()).path("code").asString()).isEqualTo("abc");
      assertThat(client().call("echo", Map.of("host", "attic")))
          .hasToString("{\"host\":\"attic\"}");
    }
  }

  @Test
  void passesOnWhyACommandIsRefused() throws Exception {
    try (AdminServer _ = AdminServer.start(dataDir, HANDLERS)) {
      assertThatThrownBy(() -> client().call("refuse", Map.of("host", "cellar")))
          .isInstanceOf(AdminException.class)
          .hasMessage("no such host: cellar");
      assertThatThrownBy(() -> client().call("dance", Map.of()))
          .hasMessageContaining("knows no command 'dance'");
      assertThatThrownBy(() -> client().call("break", Map.of()))
          .hasMessageContaining("failed inside the node")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void onlyTheOwnerCanOpenTheSocketAndItGoesAwayWithTheServer() throws Exception {
    Path socket = dataDir.resolve("admin.sock");
    AdminServer server = AdminServer.start(dataDir, HANDLERS);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");
    server.close();
    assertThat(dataDir).isEmptyDirectory();
    assertThatThrownBy(() -> client().call("invite", Map.of()))
        .hasMessage(
            "no node is running with dataDir "
                + dataDir
                + "; start it with ./synchronode --config x.js");
  }

  @Test
  void aSecondServerIsRefusedWhileTheFirstOneLives() throws Exception {
    try (AdminServer _ = AdminServer.start(dataDir, HANDLERS)) {
      assertThatThrownBy(() -> AdminServer.start(dataDir, HANDLERS))
          .isInstanceOf(AdminException.class)
          .hasMessageStartingWith("another node is running with this dataDir");
      assertThat(client().call("invite", Map.of()).path("code").asString()).isEqualTo("abc");
    }
  }

  @Test
  void aSocketThatAKilledNodeLeftIsReplaced() throws Exception {
    leaveDeadSocket(dataDir.resolve("admin.sock"));
    assertThatThrownBy(() -> client().call("invite", Map.of()))
        .hasMessageStartingWith("no node is running");
    try (AdminServer _ = AdminServer.start(dataDir, HANDLERS)) {
      assertThat(client().call("invite", Map.of()).path("code").asString()).isEqualTo("abc");
    }
  }

  @Test
  void aDataDirWithALongPathHasItsSocketElsewhere() throws Exception {
    Path deep = Files.createDirectories(dataDir.resolve("a".repeat(120)));
    AdminClient client = new AdminClient(deep, "./synchronode");
    AdminServer server = AdminServer.start(deep, HANDLERS);
    Path socket = Path.of(Files.readString(deep.resolve("admin.sock.path")).strip());
    try (server) {
      assertThat(client.call("invite", Map.of()).path("code").asString()).isEqualTo("abc");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
          .isEqualTo("rwx------");
      assertThatThrownBy(() -> AdminServer.start(deep, HANDLERS))
          .hasMessageStartingWith("another node is running");
    }
    assertThat(deep).isEmptyDirectory();
    assertThat(socket.getParent()).doesNotExist();

    Path left = Files.createTempDirectory("synchronode").resolve("admin.sock");
    leaveDeadSocket(left);
    Files.writeString(deep.resolve("admin.sock.path"), left + "\n");
    try (AdminServer _ = AdminServer.start(deep, HANDLERS)) {
      assertThat(left.getParent()).doesNotExist();
      assertThat(client.call("invite", Map.of()).path("code").asString()).isEqualTo("abc");
    }
  }

  @Test
  void aRequestThatIsTooLongOrNoJsonIsRefused() throws Exception {
    try (AdminServer _ = AdminServer.start(dataDir, HANDLERS)) {
      assertThat(answerTo("[1, 2\n").path("error").asString()).startsWith("the request is no JSON");
      assertThat(answerTo("x".repeat(65_537)).path("error").asString())
          .startsWith("the request is longer than 65536 bytes");
      assertThat(answerTo("17\n").path("error").asString()).contains("knows no command");
      assertThat(answerTo("{\"command\":\"echo\",\"arguments\":7}\n").path("result"))
          .hasToString("{}");
    }
  }

  @Test
  void whoSaysNothingIsDroppedAfterAWhile() throws Exception {
    try (AdminServer _ = AdminServer.start(dataDir, HANDLERS, Duration.ofMillis(50));
        SocketChannel silent = connected()) {
      assertThat(silent.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void closingBreaksOffWhoIsStillTalking() throws Exception {
    AdminServer server = AdminServer.start(dataDir, HANDLERS);
    try (SocketChannel silent = connected()) {
      assertThat(client().call("invite", Map.of()).path("code").asString()).isEqualTo("abc");
      server.close();
      assertThatThrownBy(() -> JsonLine.read(silent, 10)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void atMostSixteenTalkAtOnce() throws Exception {
    List<SocketChannel> silent = new ArrayList<>();
    try (AdminServer _ = AdminServer.start(dataDir, HANDLERS)) {
      for (int count = 0; count < 16; count++) {
        silent.add(connected());
      }
      assertThatThrownBy(() -> client().call("invite", Map.of()))
          .hasMessage("too many connections; try again");
      for (SocketChannel channel : silent) {
        channel.close();
      }
      Awaitility.await()
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(client().call("invite", Map.of()).isEmpty()).isFalse());
    }
  }

  private AdminClient client() {
    return new AdminClient(dataDir, "./synchronode --config x.js");
  }

  private SocketChannel connected() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(dataDir.resolve("admin.sock")));
  }

  private JsonNode answerTo(String request) throws IOException {
    try (SocketChannel channel = connected()) {
      ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return JsonLine.read(channel, 1000);
    }
  }

  private static void leaveDeadSocket(Path socket) throws IOException {
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();
  }
}
