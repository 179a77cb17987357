package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.BrowserSocket;
import org.synchronode.e2e.kit.Listing;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.SampleFiles;
import org.synchronode.e2e.kit.StartedProgram;
import org.synchronode.e2e.kit.Stopwatch;

/** What changes on a slave's disk, as the master and its browsers see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveChangesIT {
  private static final Duration LATEST = Duration.ofSeconds(1);

  /** After which a change counts as lost. */
  private static final Duration LOST = Duration.ofSeconds(20);

  @TempDir private static Path folder;
  private Pair pair;
  private Path share;

  @BeforeAll
  void aPair() throws IOException {
    share = Files.createDirectories(folder.resolve("laptop/share"));
    Files.createDirectories(share.resolve("docs"));
    pair = Pair.start(folder);
    pair.awaitListed("", "docs");
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  @Test
  void everyKindOfChangeIsListedWithinASecond() throws IOException {
    Path docs = share.resolve("docs");
    Files.writeString(docs.resolve("a.txt"), "one");
    within("a new file", () -> sizeOf("docs/", "a.txt") == 3);

    String etag = pair.http().list(at("docs/")).get("a.txt").etag();
    Files.writeString(docs.resolve("a.txt"), "two!");
    within("a changed file", () -> sizeOf("docs/", "a.txt") == 4);
    assertThat(pair.http().list(at("docs/")).get("a.txt").etag()).isNotEqualTo(etag);

    Files.move(docs.resolve("a.txt"), docs.resolve("b.txt"));
    within("a renamed file", () -> names("docs/").equals(List.of("b.txt")));

    Files.createDirectories(share.resolve("fresh/inner"));
    Files.writeString(share.resolve("fresh/inner/c.txt"), "c");
    within("a new folder's file", () -> names("fresh/inner/").equals(List.of("c.txt")));

    Files.move(share.resolve("fresh"), share.resolve("moved"));
    within(
        "a renamed folder",
        () ->
            names("moved/inner/").equals(List.of("c.txt"))
                && pair.http().list(at("")).find("fresh").isEmpty());
    Files.writeString(share.resolve("moved/inner/d.txt"), "d");
    within("a file in the renamed folder", () -> names("moved/inner/").contains("d.txt"));

    try (Stream<Path> all = Files.walk(share.resolve("moved"))) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
    within("a deleted folder", () -> pair.http().list(at("")).find("moved").isEmpty());
    assertThat(pair.http().get(at("moved/")).statusCode()).isEqualTo(404);
  }

  @Test
  void aBrowserHearsOfEveryChangeInTheFolderThatItWatches() throws IOException {
    Path watched = Files.createDirectories(share.resolve("watched"));
    pair.awaitListed("", "watched");
    for (String address : List.of("/browserWs", "/browserWs/")) {
      try (BrowserSocket browser = BrowserSocket.open(pair.http(), address)) {
        browser.subscribe(at("watched/"));
        Path file = Files.writeString(watched.resolve("x.txt"), "1");
        browser.awaitChange("added", "x.txt");
        Files.writeString(file, "22");
        browser.awaitChange("changed", "x.txt");
        Files.writeString(share.resolve("docs/elsewhere.txt"), "not watched");
        pair.awaitListed("docs/", "elsewhere.txt");
        Files.delete(share.resolve("docs/elsewhere.txt"));
        Files.delete(file);
        browser.awaitChange("removed", "x.txt");
        assertThat(browser.heardOf("added", "elsewhere.txt")).isFalse();
      }
    }
  }

  @Test
  void aThousandFilesAtOnceAllArrive() {
    SampleFiles.many(share.resolve("flood"), 1000);
    await()
        .atMost(LOST)
        .ignoreExceptions()
        .until(() -> pair.http().tree(at("flood/")).sizes().size() == 1010);
  }

  @Test
  void whatIsNoFileOrLeadsOutOfTheShareIsNeverOpened() throws IOException {
    Path odd = Files.createDirectories(share.resolve("odd"));
    Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(odd.resolve("out.txt"), secret);
    Files.createSymbolicLink(odd.resolve("outside"), folder);
    StartedProgram.run(LOST, odd, "mkfifo", "pipe");
    Files.writeString(odd.resolve("plain.txt"), "plain");
    pair.awaitListed("odd/", "plain.txt");

    for (String path : List.of("out.txt", "outside/secret.txt", "pipe")) {
      assertThat(pair.http().get(at("odd/" + path)).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(pair.http().text(at("odd/plain.txt"))).isEqualTo("plain");
    assertThat(pair.http().get(at(".synchronode/")).statusCode()).isEqualTo(404);
    assertThat(pair.http().list(at("")).find(".synchronode")).isEmpty();
  }

  private void within(String what, Callable<Boolean> seen) {
    Stopwatch watch = new Stopwatch();
    await(what).atMost(LOST).pollInterval(Duration.ofMillis(10)).ignoreExceptions().until(seen);
    assertThat(watch.elapsed()).as(what).isLessThan(LATEST);
  }

  private List<String> names(String path) {
    return pair.http().list(at(path)).names();
  }

  private long sizeOf(String path, String name) {
    return pair.http().list(at(path)).find(name).map(Listing.Item::size).orElse(-1L);
  }

  private static String at(String path) {
    return Paths.file(Pair.SLAVE, path);
  }
}
