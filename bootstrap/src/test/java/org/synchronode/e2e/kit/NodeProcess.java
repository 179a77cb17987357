package org.synchronode.e2e.kit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A node in a process of its own, which can be killed and started again. */
public final class NodeProcess implements AutoCloseable {
  public static final String USER = "admin";
  public static final String PASSWORD = "correct horse battery staple";

  /** Long, because machines that run tests are busy. */
  public static final Duration START = Duration.ofSeconds(40);

  /** A slave whose master went several times in a row pauses for up to a minute. */
  public static final Duration RECONNECT = Duration.ofSeconds(90);

  private static final Pattern OPEN = Pattern.compile("Open (https?://[^/\\s]+/)");
  private static final Pattern JOIN = Pattern.compile("--join (\\S+)");
  static final Path APP = Path.of(System.getProperty("synchronode.app", "target/app"));
  static final String JAR = APP.resolve("synchronode.jar").toAbsolutePath().toString();

  private final NodeSettings settings;
  private StartedProgram program;

  private NodeProcess(NodeSettings settings) {
    this.settings = settings;
    this.program = launched();
  }

  /** Starts a node and waits until it listens. */
  public static NodeProcess start(NodeSettings settings) {
    return new NodeProcess(settings).listening();
  }

  /** Starts a node and waits until it listens and has seen its whole share. */
  public static NodeProcess startReady(NodeSettings settings) {
    return start(settings).ready();
  }

  /** Starts what may well end at once. */
  public static StartedProgram launch(NodeSettings settings, String... more) {
    List<String> command = new ArrayList<>(settings.under());
    command.addAll(javaCommand());
    command.addAll(settings.arguments());
    command.addAll(List.of(more));
    return StartedProgram.start(
        settings.folder(), Map.of("SYNCHRONODE_PASSWORD", PASSWORD, "LC_ALL", "C.UTF-8"), command);
  }

  /** Starts it again, with the same settings, after it has ended. */
  public NodeProcess startAgain() {
    program.close();
    program = launched();
    return listening();
  }

  private NodeProcess listening() {
    program.await("it listens", START, () -> !program.out().matches(OPEN).isEmpty());
    return this;
  }

  /** Waits until its first scan is published. */
  public NodeProcess ready() {
    program.await("it is ready", START, () -> program.out().lines().contains("Ready"));
    return this;
  }

  /** Waits until it has its link to its master. */
  public NodeProcess connected() {
    program.await("it is connected", START, () -> program.err().contains("Connected to "));
    return this;
  }

  /** Where it listens, by the word that a user would type. */
  public URI url() {
    return URI.create("http://localhost:" + port() + "/");
  }

  public int port() {
    return URI.create(program.out().matches(OPEN).getFirst().group(1)).getPort();
  }

  /** The code in the line that it prints for another machine. */
  public String printedCode() {
    program.await("it prints a code", START, () -> !program.out().matches(JOIN).isEmpty());
    return program.out().matches(JOIN).stream()
        .map(MatchResult::group)
        .map(text -> text.substring("--join ".length()))
        .toList()
        .getFirst();
  }

  /** A new code, from the command line. */
  public String invite() {
    return admin("invite").strip();
  }

  /** Runs a command of the administration; what it printed. */
  public String admin(String... command) {
    return StartedProgram.run(
        START, settings.folder(), adminCommand(command).toArray(String[]::new));
  }

  /** Starts a command of the administration that may well be refused. */
  public static StartedProgram launchAdmin(NodeSettings settings, String... command) {
    return StartedProgram.start(settings.folder(), Map.of(), adminCommand(command));
  }

  private static List<String> adminCommand(String... command) {
    List<String> all = javaCommand();
    all.addAll(List.of(command));
    all.addAll(List.of("--data-dir", "data", "--config", "config.js"));
    return all;
  }

  /** Asks it as the user {@link #USER}. */
  public HttpProbe http() {
    return new HttpProbe(url(), USER, PASSWORD);
  }

  public NodeSettings settings() {
    return settings;
  }

  public Path share() {
    return settings.share();
  }

  public String name() {
    return settings.name();
  }

  public StartedProgram program() {
    return program;
  }

  public ProcessFacts facts() {
    return new ProcessFacts(program.pid());
  }

  /** Ends it without a chance to tidy up. */
  public void kill() {
    program.signal("KILL");
    program.exitCode(START);
  }

  public void freeze() {
    program.signal("STOP");
  }

  public void thaw() {
    program.signal("CONT");
  }

  /** Asks it to end; the exit code. */
  public int terminate(Duration longest) {
    program.signal("TERM");
    return program.exitCode(longest);
  }

  @Override
  public void close() {
    program.close();
  }

  private StartedProgram launched() {
    return launch(settings);
  }

  /** As the launcher does it. */
  private static List<String> javaCommand() {
    List<String> command = java();
    command.addAll(List.of("-XX:AOTCache=" + AotCache.file(), "-Xlog:aot*=off", "-jar", JAR));
    return command;
  }

  static List<String> java() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dpolyglot.engine.WarnInterpreterOnly=false"));
  }
}
