package org.synchronode.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.HttpProbe;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.StartedProgram;

/** What somebody does who has just cloned this and built it, with the real launcher. */
class NewcomerIT {
  private static final Path SOURCES = Path.of(System.getProperty("synchronode.sources", ".."));
  private static final Path APP = Path.of(System.getProperty("synchronode.app", "target/app"));
  private static final Pattern OPEN = Pattern.compile("Open (http://localhost:\\d+/)");
  private static final Pattern JOIN = Pattern.compile("--join (\\S+)");
  private static final Pattern PASSWORD_FILE =
      Pattern.compile("password.* in (?:the file )?(/.+)$");

  @TempDir private Path clone;
  private Path pictures = Path.of("");
  private String masterPort = "";

  @BeforeEach
  void aFreshCloneThatIsBuilt() throws IOException {
    Files.copy(SOURCES.resolve("synchronode"), clone.resolve("synchronode"));
    assertThat(clone.resolve("synchronode").toFile().setExecutable(true)).isTrue();
    Files.copy(SOURCES.resolve("config.js"), clone.resolve("config.js"));
    Files.createDirectories(clone.resolve("shared"));
    Files.createDirectories(clone.resolve(".mvn"));
    Files.copy(SOURCES.resolve(".mvn/find-jdk.sh"), clone.resolve(".mvn/find-jdk.sh"));
    Path app = Files.createDirectories(clone.resolve("bootstrap/target/app"));
    for (String part : List.of("synchronode.jar", "lib")) {
      Files.createSymbolicLink(app.resolve(part), APP.resolve(part).toAbsolutePath());
    }
    Files.createFile(app.resolve("built"));
    pictures = Files.createDirectories(clone.resolve("home/Pictures/Élan & 100% #1"));
    Files.writeString(pictures.resolve("one.txt"), "one\n");
    masterPort = Integer.toString(NodeSettings.freePort());
  }

  @AfterEach
  void end() throws IOException {
    StartedProgram.endAll();
    for (String part : List.of("synchronode.jar", "lib")) {
      Files.delete(clone.resolve("bootstrap/target/app").resolve(part));
    }
  }

  @Test
  void theTwoCommandsGiveATreeOfBothMachinesAndAgainAfterARestart() throws IOException {
    String password;
    URI url;
    try (StartedProgram master = grandmaster()) {
      url = URI.create(found(master, OPEN));
      password = Files.readString(Path.of(found(master, PASSWORD_FILE))).strip();
      try (StartedProgram slave = slave(url, List.of("--join", found(master, JOIN)))) {
        slave.await("it is connected", NodeProcess.START, () -> connected(slave));
        readsThePicture(new HttpProbe(url, "admin", password));
        assertThat(hosts()).containsPattern("laptop +active");
      }
      master.signal("TERM");
      assertThat(master.exitCode(Duration.ofSeconds(10))).isIn(0, 143);
    }
    String before = Files.readString(clone.resolve(".synchronode/laptop/masters.json"));

    try (StartedProgram master = grandmaster();
        StartedProgram slave = slave(url, List.of())) {
      slave.await("it is connected", NodeProcess.START, () -> connected(slave));
      readsThePicture(new HttpProbe(url, "admin", password));
      assertThat(master.out().matches(PASSWORD_FILE)).isEmpty();
    }
    assertThat(clone.resolve(".synchronode/laptop/masters.json")).hasContent(before);
  }

  @Test
  void aFolderIsAPageForPeopleAndJsonForPrograms() {
    try (StartedProgram master = grandmaster()) {
      HttpProbe http = probe(master);
      assertThat(new String(http.get("/browse/", "Accept", "text/html").body(), UTF_8))
          .startsWith("<!doctype html>")
          .contains("href=\"/browse/");
      assertThat(http.get("/browse/").headers().firstValue("Content-Type"))
          .hasValue("application/json");
    }
  }

  @Test
  void withoutAJdkTheErrorNamesWhatWasLookedFor() {
    Map<String, String> nothing = Map.of("HOME", clone.toString(), "JAVA_HOME", "", "PATH", "/bin");
    try (StartedProgram launcher =
        StartedProgram.start(
            clone,
            nothing,
            List.of(
                "/bin/sh",
                "-c",
                "sed -i 's#/usr/lib/jvm/#/nowhere/#' .mvn/find-jdk.sh; exec ./synchronode"))) {
      assertThat(launcher.exitCode(Duration.ofSeconds(20))).isNotZero();
      assertThat(launcher.err().toString()).contains("JDK 25").contains("JAVA_HOME");
    }
  }

  private void readsThePicture(HttpProbe http) {
    await("the picture")
        .atMost(NodeProcess.START)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(http.text(Paths.browse("laptop", "Élan & 100% #1", "one.txt")))
                    .isEqualTo("one\n"));
    assertThat(new String(page(http), UTF_8)).contains("one.txt");
  }

  private static byte[] page(HttpProbe http) {
    return http.get(Paths.browse("laptop", "Élan & 100% #1", ""), "Accept", "text/html").body();
  }

  private static HttpProbe probe(StartedProgram master) {
    URI url = URI.create(found(master, OPEN));
    try {
      String password = Files.readString(Path.of(found(master, PASSWORD_FILE))).strip();
      return new HttpProbe(url, "admin", password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StartedProgram grandmaster() {
    return launched(Map.of("SYNCHRONODE_PORT", masterPort), List.of());
  }

  private StartedProgram slave(URI master, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("--config", "laptop.js"));
    arguments.addAll(List.of("--master", master.toString().replaceAll("/$", "")));
    arguments.addAll(List.of("--share", "home/Pictures", "--port", "0", "--name", "laptop"));
    arguments.addAll(more);
    return launched(Map.of(), arguments);
  }

  private String hosts() {
    return StartedProgram.run(NodeProcess.START, clone, "./synchronode", "hosts");
  }

  private StartedProgram launched(Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("./synchronode"));
    command.addAll(arguments);
    return StartedProgram.start(clone, environment, command);
  }

  private static boolean connected(StartedProgram slave) {
    return slave.err().contains("Connected to ");
  }

  private static String found(StartedProgram program, Pattern pattern) {
    program.await(
        "it prints " + pattern, NodeProcess.START, () -> !program.out().matches(pattern).isEmpty());
    return program.out().matches(pattern).getFirst().group(1);
  }
}
