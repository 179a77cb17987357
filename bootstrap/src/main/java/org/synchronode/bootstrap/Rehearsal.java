package org.synchronode.bootstrap;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.synchronode.bootstrap.cli.NodeStart;
import org.synchronode.bootstrap.cli.SynchronodeCommandLine;
import org.synchronode.bootstrap.config.Surroundings;
import org.synchronode.bootstrap.node.Node;
import org.synchronode.bootstrap.passwords.FirstPassword;

/**
 * What the launcher runs once after a build, so that Java notes for later starts which classes a
 * node needs (its AOT cache): a master and a slave in a temporary folder, asked a few things. Takes
 * nothing from the environment, so that it never talks to anybody else's node. Its config files are
 * plain: with the classes of the JavaScript engine, which few need, all would start more slowly.
 */
final class Rehearsal {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String PASSWORD = "only for this run";
  private static final Pattern OPEN = Pattern.compile("Open (\\S+)");

  private final Path folder;
  private final HttpClient client;

  private Rehearsal(Path folder, HttpClient client) {
    this.folder = folder;
    this.client = client;
  }

  /** Its exit code is not 0 where anything was not as it should be. */
  public static void main(String[] arguments) throws Exception {
    Main.configureLogging();
    // Whatever hangs: nobody may wait for it longer.
    Thread.ofPlatform().daemon().start(Rehearsal::giveUpLater);
    Path folder = Files.createTempDirectory("synchronode-rehearsal");
    try (HttpClient client = HttpClient.newHttpClient()) {
      new Rehearsal(folder, client).run();
    } finally {
      remove(folder);
    }
    System.exit(0);
  }

  private void run() throws Exception {
    Files.createDirectories(folder.resolve("shared"));
    Files.writeString(folder.resolve("shared/file.txt"), "text");
    Files.writeString(
        folder.resolve("master.js"), "module.exports = { name: \"master\", master: \"\" };");
    Files.writeString(folder.resolve("slave.js"), "module.exports = { name: \"slave\" };");
    run("master", "", master -> run("slave", master, slave -> askBoth(master, slave)));
  }

  private interface Task {
    void with(String url) throws Exception;
  }

  /** Runs a node for as long as a task takes. */
  private void run(String name, String master, Task task) throws Exception {
    StringWriter said = new StringWriter();
    NodeStart start =
        (settings, out) -> {
          Map<String, String> environment = Map.of(FirstPassword.VARIABLE, PASSWORD);
          try (Node _ = Node.start(settings, Main.version(), environment, out)) {
            Matcher open = OPEN.matcher(said.toString());
            require(open.find(), said.toString());
            task.with(open.group(1));
          }
          return 0;
        };
    String join = master.isEmpty() ? "" : command("invite", "master").strip();
    PrintWriter out = new PrintWriter(said, true);
    int code =
        commandLine(start, out, Map.of("SYNCHRONODE_MASTER", master, "SYNCHRONODE_JOIN", join))
            .execute(
                "--config",
                name + ".js",
                "--port",
                "0",
                "--share",
                "shared",
                "--permissions",
                "rw",
                "--data-dir",
                name);
    require(code == 0, name);
  }

  private String command(String command, String name) {
    StringWriter said = new StringWriter();
    NodeStart none = (settings, out) -> SynchronodeCommandLine.USAGE;
    int code =
        commandLine(none, new PrintWriter(said, true), Map.of())
            .execute(command, "--config", name + ".js", "--data-dir", name);
    require(code == 0, command);
    return said.toString();
  }

  private SynchronodeCommandLine commandLine(
      NodeStart start, PrintWriter out, Map<String, String> environment) {
    Surroundings here = Surroundings.ofThisProcess();
    return new SynchronodeCommandLine(
        new Surroundings(folder, folder, folder, folder, here.hostName(), environment),
        start,
        out,
        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }

  private void askBoth(String master, String slave) throws Exception {
    for (String url : new String[] {master, slave}) {
      ask("GET", url + "health", "*/*", "");
      ask("GET", url + "browse/", "text/html", "");
    }
    for (String host : new String[] {"master", "slave"}) {
      String share = master + "browse/" + host + "/";
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (ask("GET", share + "file.txt", "*/*", "") != 200) {
        require(System.nanoTime() < end, share);
        Thread.sleep(PAUSE);
      }
      ask("GET", share, "text/html", "");
      ask("GET", share, "application/json", "");
      ask("PROPFIND", share, "*/*", "");
      require(ask("PUT", share + host + ".txt", "*/*", "text") == 201, "PUT");
      ask("PROPFIND", share, "*/*", "");
      require(ask("DELETE", share + host + ".txt", "*/*", "") == 204, "DELETE");
    }
    var _ = command("hosts", "master");
  }

  private int ask(String method, String url, String accept, String body)
      throws IOException, InterruptedException {
    String login =
        Base64.getEncoder()
            .encodeToString((FirstPassword.USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .header("Authorization", "Basic " + login)
            .header("Accept", accept)
            .header("Depth", "1")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofByteArray()).statusCode();
  }

  private static void require(boolean asItShouldBe, String what) {
    if (!asItShouldBe) {
      throw new IllegalStateException("not as it should be: " + what);
    }
  }

  private static void giveUpLater() {
    try {
      Thread.sleep(PATIENCE.multipliedBy(2));
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
