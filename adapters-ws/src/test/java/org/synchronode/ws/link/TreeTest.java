package org.synchronode.ws.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synchronode.ws.link.Waiting.until;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synchronode.application.hosts.RegistrationMode;
import org.synchronode.domain.host.Origin;

/** Three nodes in a row: what the lowest one shares is known at the top. */
class TreeTest {
  private final Node top = Node.master("top");
  private final Node middle = Node.master("middle");
  private final Node bottom = new Node("bottom");
  private Optional<LinkClient> lowest = Optional.empty();

  @BeforeEach
  void link() {
    middle.joins(top);
    bottom.adds("a");
    lowest = Optional.of(bottom.joins(middle));
    until(() -> top.isUpToDateWith(bottom) && top.sees(bottom));
  }

  @AfterEach
  void end() {
    bottom.close();
    middle.close();
    top.close();
  }

  @Test
  void theTopHasTheBottomsListWithItsRevisions() {
    bottom.adds("b", 250);
    until(() -> top.isUpToDateWith(bottom));
    assertThat(top.namesOf(bottom)).hasSize(251);
    assertThat(top.head(bottom).revision()).isEqualTo(bottom.share.head().revision());
    assertThat(top.hosts.find(bottom.id).orElseThrow().origin())
        .isEqualTo(new Origin.Below(middle.id));
  }

  @Test
  void whenTheBottomLeavesTheTopSeesItOfflineAndKeepsItsList() {
    lowest.orElseThrow().close();
    until(() -> !top.sees(bottom));
    assertThat(top.sees(middle)).isTrue();
    assertThat(top.namesOf(bottom)).containsExactly("a");

    bottom.joins(middle);
    until(() -> top.sees(bottom));
  }

  @Test
  void whenTheMiddleLeavesAllBelowItIsOfflineToo() {
    int port = middle.port();
    middle.close();
    until(() -> !top.sees(middle) && !top.sees(bottom));
    bottom.adds("meanwhile");
    middle.serve(port, RegistrationMode.OPEN, Node.SETTINGS);
    until(() -> middle.isUpToDateWith(bottom));
    middle.joins(top);
    until(() -> top.isUpToDateWith(bottom) && top.sees(bottom));
    assertThat(top.catalogue.snapshots).hasValue(2);
  }

  @Test
  void aListThatIsReplacedInTheMiddleIsReplacedAtTheTop() {
    lowest.orElseThrow().close();
    until(() -> !middle.sees(bottom));
    Node other = new Node("bottom");
    other.random.nextLong();
    other.credentials.putAll(bottom.credentials);
    other.adds("x", "y");
    other.joins(middle);
    until(() -> top.isUpToDateWith(other));
    assertThat(top.namesOf(other)).containsExactly("x", "y");
    other.close();
  }
}
