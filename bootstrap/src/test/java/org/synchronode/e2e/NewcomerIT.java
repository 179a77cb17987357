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
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.AotCache;
import org.synchronode.e2e.kit.HttpProbe;
import org.synchronode.e2e.kit.Installed;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.Readme;
import org.synchronode.e2e.kit.StartedProgram;

/**
 * What somebody does who has just cloned this and built it: the README's lines, with the real
 * launcher. Only ports, codes, offsets and the password are put in.
 */
class NewcomerIT {
  private static final Path SOURCES = Path.of(System.getProperty("synchronode.sources", ".."));
  private static final Path APP = Path.of(System.getProperty("synchronode.app", "target/app"));
  private static final Pattern OPEN = Pattern.compile("Open (http://localhost:\\d+/)");
  private static final Pattern JOIN = Pattern.compile("(\\./synchronode --master .* --join \\S+)");
  private static final Pattern PASSWORD_FILE =
      Pattern.compile("password.* in (?:the file )?(/.+)$");

  /** What the README's lines begin with. */
  private static final String RUN = "./synchronode";

  /** What the launcher has Java keep of a rehearsal, and beside it of which JDK it is. */
  private static final String CACHE = "synchronode.aot";

  @TempDir private Path clone;
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
    Files.createSymbolicLink(app.resolve(CACHE), AotCache.file());
    Files.copy(Path.of(System.getProperty("java.home"), "release"), app.resolve(CACHE + ".jdk"));
    Files.createFile(app.resolve("built"));
    Path pictures = Files.createDirectories(clone.resolve("home/Pictures/holiday"));
    Files.writeString(pictures.resolve("beach.jpg"), "sun\n");
    masterPort = Integer.toString(NodeSettings.freePort());
  }

  @AfterEach
  void end() throws IOException {
    StartedProgram.endAll();
    for (String part : List.of("synchronode.jar", "lib", CACHE)) {
      Files.deleteIfExists(clone.resolve("bootstrap/target/app").resolve(part));
    }
  }

  @Test
  void theReadmesCommandsGiveATreeOfBothMachinesAndAgainAfterARestart() throws IOException {
    URI url;
    HttpProbe http;
    try (StartedProgram master = grandmaster()) {
      url = URI.create(found(master, OPEN));
      http = probe(master);
      String code = done("invite").strip();
      try (StartedProgram slave =
          slave(Readme.command(RUN, "--config").replace("CODE", code) + " --permissions rw")) {
        slave.await("it is connected", NodeProcess.START, () -> connected(slave));
        readsThePicture(http);
        curlReadsAndWritesThePicture(master);
        assertThat(done("hosts")).containsPattern("laptop +active");
      }
      master.signal("TERM");
      assertThat(master.exitCode(Duration.ofSeconds(10))).isIn(0, 143);
    }
    String before = Files.readString(clone.resolve(".synchronode/laptop/masters.json"));

    try (StartedProgram master = grandmaster();
        StartedProgram slave = slave(withoutCode())) {
      slave.await("it is connected", NodeProcess.START, () -> connected(slave));
      readsThePicture(http);
      assertThat(URI.create(found(master, OPEN))).isEqualTo(url);
      assertThat(master.out().matches(PASSWORD_FILE)).isEmpty();
      assertThat(done("revoke laptop")).contains("Revoked laptop");
      slave.await("it is told", NodeProcess.START, () -> slave.err().contains("(revoked)"));
    }
    assertThat(clone.resolve(".synchronode/laptop/masters.json")).hasContent(before);
  }

  @Test
  void theLineThatTheMasterPrintsJoinsToo() {
    try (StartedProgram master = grandmaster();
        StartedProgram slave = slave(found(master, JOIN).replace("FOLDER", "~/Pictures"))) {
      slave.await("it is connected", NodeProcess.START, () -> connected(slave));
    }
  }

  @Test
  void withoutACodeTheMachineWaitsUntilItIsLetIn() {
    try (StartedProgram master = grandmaster();
        StartedProgram slave = slave(withoutCode())) {
      slave.await("it waits", NodeProcess.START, () -> slave.err().contains("pending"));
      assertThat(done("hosts")).containsPattern("laptop +pending");
      assertThat(done("approve laptop")).contains("Approved laptop");
      slave.await("it is connected", NodeProcess.START, () -> connected(slave));
      readsThePicture(probe(master));
    }
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

  @Test
  void afterAChangeOfTheJdkALaterStartIsFastAgainAndWhatDoesNotSuitIsPassedOverInSilence()
      throws IOException {
    Path cache = clone.resolve("bootstrap/target/app").resolve(CACHE);
    Files.writeString(cache.resolveSibling(CACHE + ".jdk"), "another one");
    version(Map.of(), "Preparing Synchronode for another version of Java, once…");
    assertThat(version(Map.of("SYNCHRONODE_JAVA_OPTIONS", "-Xlog:class+load"), ""))
        .containsPattern("org.synchronode.bootstrap.Main source: shared objects file");

    String plain = version(Map.of(), "");
    assertThat(version(Map.of("SYNCHRONODE_JAVA_OPTIONS", "-XX:-UseCompressedOops"), ""))
        .isEqualTo(plain);
    Files.writeString(cache, "no cache");
    assertThat(version(Map.of(), "")).isEqualTo(plain);
    Files.delete(cache);
    assertThat(version(Map.of(), "")).isEqualTo(plain);
  }

  private String version(Map<String, String> environment, String error) {
    try (StartedProgram launcher = launched(environment, RUN + " --version")) {
      assertThat(launcher.exitCode(NodeProcess.START.multipliedBy(3))).isZero();
      assertThat(launcher.err().toString()).isEqualTo(error);
      return launcher.out().toString();
    }
  }

  private static void readsThePicture(HttpProbe http) {
    await("the picture")
        .atMost(NodeProcess.START)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(http.text(Paths.browse("laptop", "holiday", "beach.jpg")))
                    .isEqualTo("sun\n"));
    assertThat(new String(page(http), UTF_8)).contains("beach.jpg");
  }

  private void curlReadsAndWritesThePicture(StartedProgram master) throws IOException {
    Installed.program("curl");
    String user = "-u admin:" + password(master);
    for (String line : Readme.commands("curl")) {
      StartedProgram.run(
          NodeProcess.START,
          clone,
          "sh",
          "-c",
          here(line).replace("-u admin", "-f " + user).replace("OFFSET", "0"));
    }
    assertThat(clone.resolve("beach.jpg")).hasContent("sun\n");
    assertThat(clone.resolve("home/Pictures/sea.jpg")).hasContent("sun\n");
  }

  private static byte[] page(HttpProbe http) {
    return http.get(Paths.browse("laptop", "holiday", ""), "Accept", "text/html").body();
  }

  private static HttpProbe probe(StartedProgram master) {
    return new HttpProbe(URI.create(found(master, OPEN)), "admin", password(master));
  }

  private static String password(StartedProgram master) {
    try {
      return Files.readString(Path.of(found(master, PASSWORD_FILE))).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StartedProgram grandmaster() {
    return launched(Map.of("SYNCHRONODE_PORT", masterPort), RUN);
  }

  /** Both machines are this one, so the second one is given another name, home and config file. */
  private StartedProgram slave(String line) {
    Map<String, String> machine =
        Map.of("SYNCHRONODE_NAME", "laptop", "HOME", clone.resolve("home").toString());
    return launched(
        machine, line.contains("--config") ? line : line + " --config laptop.js --port 0");
  }

  private static String withoutCode() {
    return Readme.command(RUN, "--config").replace(" --join CODE", "");
  }

  /** Runs a command of the README to its end. */
  private String done(String command) {
    return StartedProgram.run(NodeProcess.START, clone, "sh", "-c", Readme.command(RUN, command));
  }

  private StartedProgram launched(Map<String, String> environment, String line) {
    return StartedProgram.start(clone, environment, List.of("sh", "-c", "exec " + here(line)));
  }

  private String here(String line) {
    return line.replace(":3000", ":" + masterPort);
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
