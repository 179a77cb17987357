package org.synchronode.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.bootstrap.admin.AdminException;
import org.synchronode.bootstrap.admin.AdminHandler;
import org.synchronode.bootstrap.admin.AdminServer;
import org.synchronode.bootstrap.config.Machines;
import org.synchronode.bootstrap.config.Settings;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.e2e.kit.Readme;
import org.synchronode.ws.link.MasterAddress;

class SynchronodeCommandLineTest {
  private static final Map<String, AdminHandler> NODE =
      Map.of(
          "invite", arguments -> Map.of("code", "K7-abc"),
          "hosts",
              arguments ->
                  List.of(
                      Map.of("id", "h1", "name", "attic", "state", "active", "presence", "online"),
                      Map.of(
                          "id",
                          "h2",
                          "name",
                          "evil\u001b[2J\u202e",
                          "state",
                          "pending",
                          "presence",
                          "offline")),
          "approve", arguments -> Map.of("id", "h2", "name", arguments.path("host").asString("")),
          "revoke",
              arguments -> {
                throw new AdminException("there is no host " + arguments.path("host").asString(""));
              });

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Settings> started = new ArrayList<>();

  @Test
  void runsANodeAsTheOptionsSay() {
    int code =
        run(
            "--config",
            "laptop.js",
            "--port",
            "0",
            "--master",
            "http://localhost:3000",
            "--share",
            "s",
            "--name",
            "n",
            "--join",
            "abcdefghijklmnopqrstuvwx22",
            "--host",
            "::",
            "--data-dir",
            "d",
            "--public-url",
            "https://a.org",
            "--public-url",
            "https://b.org",
            "--insecure",
            "--permissions",
            "rw");

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(started).hasSize(1);
    Settings settings = started.getFirst();
    assertThat(settings.port()).isZero();
    assertThat(settings.host()).isEqualTo("::");
    assertThat(settings.name()).isEqualTo("n");
    assertThat(settings.master()).map(MasterAddress::toString).contains("http://localhost:3000/");
    assertThat(settings.dataDir()).isEqualTo(folder.resolve("d"));
    assertThat(settings.publicUrls()).hasSize(2);
    assertThat(settings.insecure()).isTrue();
    assertThat(settings.joinCode()).isPresent();
    assertThat(settings.folders().mayWriteAll(EntryPath.ROOT)).isTrue();
  }

  @Test
  void anOptionCanTakeBackWhatTheFileAllows() throws IOException {
    Files.writeString(folder.resolve("config.js"), "{ shareRoot: 's', insecure: true }");
    assertThat(run("--no-insecure")).isZero();
    assertThat(started.getFirst().insecure()).isFalse();
  }

  @Test
  void wrongUsageIsOneLineAndExitCodeTwo() {
    assertThat(run("--prot", "1")).isEqualTo(2);
    assertThat(run("--port")).isEqualTo(2);
    assertThat(run("dance")).isEqualTo(2);
    assertThat(run("revoke")).isEqualTo(2);
    assertThat(run("--port", "x", "--share", "s")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(6)
        .allMatch(line -> line.startsWith("synchronode: "))
        .anyMatch(line -> line.contains("--port is the text \"x\""))
        .anyMatch(line -> line.contains("config.js: does not exist; create it"));
    assertThat(started).isEmpty();
  }

  @Test
  void aNodeThatFailsIsOneLineAndExitCodeOne() {
    int code =
        new SynchronodeCommandLine(
                Machines.in(folder),
                (settings, ignored) -> {
                  throw new IOException("port 3000 is taken\nby another");
                },
                new PrintWriter(out),
                new PrintWriter(err))
            .execute("--share", "s");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("synchronode: port 3000 is taken?by another\n");
  }

  @Test
  void everyLineOfTheReadmeIsUnderstood() throws Exception {
    Files.writeString(folder.resolve("config.js"), "module.exports = { shareRoot: 'shared' };");
    List<String> lines = Readme.commands("./synchronode");
    assertThat(lines).hasSizeGreaterThan(5);
    for (String line : lines) {
      List<String> words = List.of(line.replace("CODE", "a".repeat(26)).split(" "));
      // Where it asks a node, there is none: that is another failure than not to be understood.
      assertThat(run(words.subList(1, words.size()).toArray(String[]::new)))
          .as(line + "\n" + err)
          .isNotEqualTo(SynchronodeCommandLine.USAGE);
    }
    assertThat(started).hasSize(2);
  }

  @Test
  void helpAndVersionGoToStandardOutput() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("--config", "--join", "SYNCHRONODE_PORT");
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("synchronode ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void invitePrintsTheCodeAloneOnALine() throws Exception {
    withNode(() -> assertThat(run("invite", "--config", "laptop.js")).isZero());
    assertThat(out.toString()).isEqualTo("K7-abc\n");
  }

  @Test
  void theNodeCanBeNamedBeforeTheCommandToo() throws Exception {
    withNode(() -> assertThat(run("--config", "laptop.js", "invite")).isZero());
    withNode(() -> assertThat(run("invite", "--data-dir", ".synchronode/laptop")).isZero());
    assertThat(out.toString()).isEqualTo("K7-abc\nK7-abc\n");
  }

  @Test
  void hostsAreATableWithoutTricksOfTheirNames() throws Exception {
    withNode(() -> assertThat(run("hosts", "--config", "laptop.js")).isZero());
    assertThat(out.toString())
        .isEqualTo(
            """
            NAME        STATE    PRESENCE  ID
            attic       active   online    h1
            evil?[2J?  pending  offline   h2
            """
                .replace("NAME        ", "NAME       ")
                .replace("attic       ", "attic      "));
  }

  @Test
  void jsonIsForScripts() throws Exception {
    withNode(() -> assertThat(run("invite", "--json", "--config", "laptop.js")).isZero());
    assertThat(out.toString()).isEqualTo("{\"code\":\"K7-abc\"}\n");
  }

  @Test
  void approveAndRevokeNameTheirHost() throws Exception {
    withNode(() -> assertThat(run("approve", "cellar", "--config", "laptop.js")).isZero());
    assertThat(out.toString()).isEqualTo("Approved cellar (h2)\n");
    withNode(() -> assertThat(run("revoke", "ghost", "--config", "laptop.js")).isEqualTo(1));
    assertThat(err.toString()).isEqualTo("synchronode: there is no host ghost\n");
  }

  @Test
  void withoutANodeTheCommandSaysHowToStartOne() {
    assertThat(run("hosts", "--config", "laptop.js")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "synchronode: no node is running with dataDir %s; start it with ./synchronode --config laptop.js\n"
                .formatted(folder.resolve(".synchronode/laptop")));
  }

  private void withNode(Runnable commands) throws Exception {
    Path dataDir = Files.createDirectories(folder.resolve(".synchronode/laptop"));
    try (AdminServer _ = AdminServer.start(dataDir, NODE)) {
      commands.run();
    }
  }

  private int run(String... arguments) {
    return new SynchronodeCommandLine(
            Machines.in(folder),
            (settings, ignored) -> {
              started.add(settings);
              return 0;
            },
            new PrintWriter(out),
            new PrintWriter(err))
        .execute(arguments);
  }
}
