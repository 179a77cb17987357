package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.e2e.kit.HttpProbe;
import org.synchronode.e2e.kit.Listing;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.RemoteTree;
import org.synchronode.e2e.kit.StartedProgram;

/** A grandmaster, a master below it, and a slave below each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FourNodesIT {
  private static final Duration RECOVERY = NodeProcess.RECONNECT;
  private static final List<String> NAMES = List.of("top", "middle", "left", "right");

  @TempDir private static Path folder;
  private List<NodeProcess> nodes = List.of();

  @BeforeAll
  void fourNodes() throws IOException {
    for (String name : NAMES) {
      Path share = Files.createDirectories(folder.resolve(name).resolve("share/sub/deep"));
      Files.writeString(share.resolve("file.txt"), "of " + name);
    }
    NodeProcess top = NodeProcess.start(NodeSettings.grandmaster(folder, "top"));
    NodeProcess middle =
        NodeProcess.start(
            NodeSettings.slave(folder, "middle", top.url())
                .withLastingPort()
                .withCode(top.invite()));
    NodeProcess left =
        NodeProcess.start(
            NodeSettings.slave(folder, "left", top.url()).withCode(top.printedCode()));
    NodeProcess right =
        NodeProcess.start(
            NodeSettings.slave(folder, "right", middle.url()).withCode(middle.invite()));
    nodes = List.of(top, middle, left, right);
  }

  /** Whatever an earlier test left behind: every node runs, and every list has arrived. */
  @BeforeEach
  void allIsWell() {
    nodes.stream()
        .filter(node -> !node.program().isRunning())
        .forEach(node -> node.startAgain().ready());
    everythingIsListedAndRead();
    NAMES.forEach(name -> Pair.awaitOnline(node("top"), name));
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  @Test
  void theGrandmasterListsAndReadsEveryFileOneAndTwoHopsAway() {
    everythingIsListedAndRead();
  }

  @Test
  void aChangeTwoHopsAwayArrivesAtTheTop() throws IOException {
    Path news = Files.writeString(node("right").share().resolve("sub/news.txt"), "new");
    await()
        .atMost(RECOVERY)
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(http().text(Paths.file("right", "sub/news.txt"))).isEqualTo("new"));
    Files.delete(news);
    await()
        .atMost(RECOVERY)
        .until(() -> http().list(Paths.file("right", "sub/")).find("news.txt").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"left", "right", "middle"})
  void aKilledNodeStillListsIsOfflineAndComesBack(String name) {
    Instant before = Instant.now();
    node(name).kill();

    await().atMost(RECOVERY).until(() -> !http().list("/browse/").get(name).online());
    Listing.Item shown = http().list("/browse/").get(name);
    assertThat(Instant.parse(shown.since())).isAfter(before.minusSeconds(1));
    assertThat(http().list(Paths.file(name, "sub/deep/")).names()).containsExactly("file.txt");

    HttpResponse<byte[]> refused = http().get(Paths.file(name, "sub/deep/file.txt"));
    assertThat(refused.statusCode()).as(HttpProbe.described(refused)).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("offline");

    node(name).startAgain().ready();
    everythingIsListedAndRead();
  }

  @Test
  void whatLiesBelowAKilledMasterIsOfflineTooButListed() {
    node("middle").kill();

    await().atMost(RECOVERY).until(() -> !http().list("/browse/").get("right").online());
    assertThat(http().list(Paths.file("right", "sub/deep/")).names()).containsExactly("file.txt");
    assertThat(http().get(Paths.file("right", "sub/deep/file.txt")).statusCode()).isEqualTo(503);

    node("middle").startAgain();
    everythingIsListedAndRead();
  }

  @Test
  void aKilledGrandmasterKnowsEverythingAgainAtOnce() {
    node("top").kill();
    node("top").startAgain();
    NAMES.stream()
        .filter(name -> !name.equals("top"))
        .forEach(
            name ->
                assertThat(http().list(Paths.file(name, "sub/deep/")).names())
                    .as("list of " + name)
                    .containsExactly("file.txt"));
    everythingIsListedAndRead();
  }

  private void everythingIsListedAndRead() {
    for (String name : NAMES) {
      await("everything of " + name)
          .atMost(RECOVERY)
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                assertThat(http().text(Paths.file(name, "sub/deep/file.txt")))
                    .isEqualTo("of " + name);
                assertThat(http().tree(Paths.file(name, "")).sizes())
                    .isEqualTo(RemoteTree.onDisk(node(name).share()));
              });
    }
    assertThat(http().list("/browse/").names()).containsExactlyInAnyOrderElementsOf(NAMES);
  }

  private NodeProcess node(String name) {
    return nodes.get(NAMES.indexOf(name));
  }

  private HttpProbe http() {
    return node("top").http();
  }
}
