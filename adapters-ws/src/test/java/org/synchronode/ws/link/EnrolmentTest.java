package org.synchronode.ws.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.synchronode.ws.link.Waiting.until;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.application.hosts.ApproveHost;
import org.synchronode.application.hosts.InviteHost;
import org.synchronode.application.hosts.RegistrationMode;
import org.synchronode.application.hosts.RevokeHost;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.JoinCode;
import org.synchronode.domain.host.Token;

class EnrolmentTest {
  private final Node master = Node.master("top", RegistrationMode.APPROVE);
  private final Node slave = new Node("laptop mit Ü");

  @AfterEach
  void end() {
    slave.close();
    master.close();
  }

  private String address() {
    return "http://localhost:" + master.port() + "/";
  }

  private JoinCode invitation() {
    return new InviteHost(master.hosts, Clock.systemUTC(), master.random).invite();
  }

  private void revoke() {
    new RevokeHost(master.hosts, master.catalogue, master.feed, master.lists::closeAll)
        .revoke(slave.id.value());
  }

  @Test
  void anInvitedSlaveIsLetInAtOnceUnderItsName() {
    slave.joins(address(), Optional.of(invitation()));
    until(() -> master.sees(slave));
    assertThat(master.hosts.find(slave.id).orElseThrow().name().value()).isEqualTo("laptop mit Ü");
  }

  @Test
  void withoutAnInvitationItWaitsForApproval() {
    slave.joins(master);
    until(() -> slave.wasRefused("pending"));
    assertThat(slave.credentials.values()).allMatch(Credentials::pending);
    assertThat(master.sees(slave)).isFalse();

    new ApproveHost(master.hosts, master.feed, Clock.systemUTC()).approve(slave.name.value());

    until(() -> master.isUpToDateWith(slave));
    until(() -> slave.credentials.values().stream().noneMatch(Credentials::pending));
  }

  @Test
  void aPendingSlaveThatWasForgottenRegistersAnew() {
    slave.joins(master);
    until(() -> slave.wasRefused("pending"));
    Credentials first = slave.credentials.values().iterator().next();

    master.hosts.removeExpired(java.time.Instant.MAX);

    until(() -> !slave.credentials.containsValue(first));
    until(() -> master.hosts.find(slave.id).isPresent());
  }

  @Test
  void aRevokedSlaveIsCutOffAtOnceAndComesBackOnlyByInvitation() {
    slave.joins(address(), Optional.of(invitation()));
    until(() -> master.sees(slave));

    revoke();

    until(() -> !master.sees(slave));
    until(() -> slave.wasRefused("revoked"));
    slave.close();
    Node again = new Node("laptop mit Ü");
    again.credentials.putAll(slave.credentials);
    again.joins(address(), Optional.of(invitation()));
    until(() -> master.sees(again));
    again.close();
  }

  @Test
  void aTokenThatTheMasterDoesNotKnowIsTriedSlowlyAndKept() {
    Credentials wrong = new Credentials(Token.random(slave.random), false);
    slave.credentials.put(address(), wrong);
    slave.joins(master);
    until(() -> slave.wasRefused("unknown-token"));
    assertThat(slave.credentials.values()).containsExactly(wrong);
    assertThat(master.hosts.find(slave.id)).isEmpty();
  }

  @Test
  void aTokenThatTheMasterDoesNotKnowIsReplacedByAnInvitation() {
    slave.credentials.put(address(), new Credentials(Token.random(slave.random), false));
    slave.joins(address(), Optional.of(invitation()));
    until(() -> master.sees(slave));
  }

  @Test
  void aJoinCodeThatIsRefusedIsNotTriedAgain() {
    slave.joins(address(), Optional.of(JoinCode.random(slave.random)));
    until(() -> slave.wasTold(LinkStatus.GivenUp.class));
    assertThat(slave.statuses)
        .singleElement()
        .extracting(LinkStatus::sentence)
        .asString()
        .contains("./synchronode invite");
  }

  @Test
  void aSpentJoinCodeDoesNotKeepAKnownSlaveOut() {
    JoinCode code = invitation();
    slave.joins(address(), Optional.of(code));
    until(() -> master.sees(slave));
    slave.close();
    until(() -> !master.sees(slave));
    Node again = new Node("laptop mit Ü");
    again.credentials.putAll(slave.credentials);
    again.joins(address(), Optional.of(code));
    until(() -> master.sees(again));
    again.close();
  }

  @Test
  void aMasterThatIsNotThereYetIsTriedAgain() {
    Node later = new Node("later");
    int port = master.port();
    master.stopServing();
    slave.joins("http://localhost:" + port + "/", Optional.empty());
    until(() -> slave.wasTold(LinkStatus.Disconnected.class));
    assertThat(slave.statuses.getFirst().sentence()).contains("Is the master running?");
    later.serve(port, RegistrationMode.OPEN, Node.SETTINGS);
    until(() -> later.sees(slave));
    slave.close();
    later.close();
    master.serve(0, RegistrationMode.OPEN, Node.SETTINGS);
  }

  @Test
  void noStatusEverHoldsASecret() {
    JoinCode code = invitation();
    slave.joins(address(), Optional.of(code));
    until(() -> master.sees(slave));
    revoke();
    until(() -> slave.wasRefused("revoked"));
    String token = slave.credentials.values().iterator().next().token().secret();
    assertThat(slave.statuses)
        .allSatisfy(status -> assertThat(status.toString()).doesNotContain(token, code.secret()));
  }

  @Test
  void theLinkAndItsChannelsAreBelowThePrefix() {
    MasterAddress master = address("https://example.org/sync/");
    assertThat(master.link()).hasToString("wss://example.org/sync/ws/");
    assertThat(master.channel()).hasToString("wss://example.org/sync/ws/channel");
    assertThat(address("http://localhost:1/").registration())
        .hasToString("http://localhost:1/register");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://e/",
        "https://u:p@e/",
        "https://e/?x",
        "https://e/#x",
        "https://e",
        "https:///",
        "e/"
      })
  void otherAddressesAreRefused(String text) {
    assertThatThrownBy(() -> address(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTokenDoesNotCrossANetworkInTheClear() {
    MasterAddress plain = address("http://example.org/");
    SlaveIdentity identity = new SlaveIdentity(slave.id, new HostName("x"), "1");
    assertThatThrownBy(
            () ->
                new LinkClientSettings(
                    plain, identity, Optional.empty(), false, RetryTimes.DEFAULT))
        .hasMessageContaining("insecure: true");
    assertThat(new LinkClientSettings(plain, identity, Optional.empty(), true, RetryTimes.DEFAULT))
        .isNotNull();
  }

  private static MasterAddress address(String text) {
    return new MasterAddress(URI.create(text));
  }
}
