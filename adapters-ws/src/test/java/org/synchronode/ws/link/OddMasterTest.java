package org.synchronode.ws.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synchronode.ws.link.Waiting.until;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.webserver.websocket.WsUpgrader;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Token;
import org.synchronode.ws.protocol.Bounds;
import org.synchronode.ws.protocol.MasterMessage;
import org.synchronode.ws.protocol.MasterText;

/** A slave that meets a master that is frozen, or none at all, lets go and tries again. */
class OddMasterTest {
  private static final HostId MASTER = new HostId("m".repeat(26));

  private final Node slave = new Node("laptop");
  private Optional<WebServer> server = Optional.empty();

  @AfterEach
  void end() {
    slave.close();
    server.ifPresent(WebServer::stop);
  }

  /** A master that answers each hello with these texts and says nothing more. */
  private void joinsOneThatSays(String... texts) {
    WebServer odd =
        WebServer.builder()
            .host("localhost")
            .port(0)
            .addRouting(WsRouting.builder().endpoint("/ws[/]", () -> new Odd(List.of(texts))))
            .build()
            .start();
    server = Optional.of(odd);
    String address = "http://localhost:" + odd.port() + "/";
    slave.credentials.put(address, new Credentials(Token.random(slave.random), false));
    slave.joins(address, Optional.empty());
  }

  private boolean lostBecause(String reason) {
    return slave.statuses.stream()
        .anyMatch(
            status ->
                status instanceof LinkStatus.Disconnected(String why, _) && why.contains(reason));
  }

  @Test
  void aMasterThatSaysNothingAnyMoreIsLeft() {
    joinsOneThatSays(MasterText.write(new MasterMessage.Welcome(MASTER, 1, 2, List.of())));
    until(() -> lostBecause("nothing is heard"));
    assertThat(slave.wasTold(LinkStatus.Connected.class)).isTrue();
  }

  @Test
  void aMasterThatSpeaksNonsenseIsLeft() {
    joinsOneThatSays("{\"type\":\"launch\"}");
    until(() -> lostBecause("breaks the protocol"));
  }

  @Test
  void aMasterThatAnswersWhatWasNotSentIsLeft() {
    joinsOneThatSays(
        MasterText.write(
            new MasterMessage.Welcome(
                MASTER,
                1,
                2,
                List.of(new org.synchronode.ws.protocol.ClaimAnswer.Refused(slave.id, "no")))),
        MasterText.write(new MasterMessage.Ack(slave.id, Revision.NONE)));
    until(() -> lostBecause("breaks the protocol"));
  }

  @Test
  void somethingElseThatAnswersThereIsNamed() {
    server =
        Optional.of(
            WebServer.builder()
                .host("localhost")
                .port(0)
                .routing(routing -> routing.get("/register", (_, answer) -> answer.send("hi")))
                .build()
                .start());
    int port = server.orElseThrow().port();
    slave.joins("http://localhost:" + port + "/", Optional.empty());
    until(() -> lostBecause("not as a master does"));
    slave.credentials.put(
        "http://localhost:" + port + "/", new Credentials(Token.random(slave.random), false));
    until(() -> lostBecause("takes no WebSocket"));
  }

  private record Odd(List<String> texts) implements WsListener {
    @Override
    public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
      return Optional.of(WritableHeaders.create().set(WsUpgrader.PROTOCOL, Bounds.SUBPROTOCOL));
    }

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
      if (text.contains("hello")) {
        texts.forEach(answer -> session.send(answer, true));
      }
    }
  }
}
