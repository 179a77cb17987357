package org.synchronode.bootstrap.cli;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.synchronode.bootstrap.config.ConfigKey;
import org.synchronode.bootstrap.config.GivenOptions;
import org.synchronode.bootstrap.config.ReadSettings;
import org.synchronode.bootstrap.config.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./synchronode} without a subcommand: runs a node. */
@Command(
    name = "synchronode",
    description = "Runs a node: shares a folder, and joins a master or serves others.",
    footer = {
      "",
      "All of these can also stand in config.js or in the environment",
      "(SYNCHRONODE_PORT, SYNCHRONODE_MASTER, SYNCHRONODE_SHARE, …). An option wins",
      "over the environment, and the environment over config.js."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ProjectVersion.class,
    subcommands = {
      HostsCommand.class,
      InviteCommand.class,
      ApproveCommand.class,
      RevokeCommand.class
    })
final class RunCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final NodeStart start;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Config file (default: config.js of the application).")
  private @Nullable String config;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on (default: 3000; 0 takes a free one).")
  private @Nullable String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: 127.0.0.1).")
  private @Nullable String host;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "The master to join; without one this is a grandmaster.")
  private @Nullable String master;

  @Option(
      names = "--share",
      paramLabel = "DIR",
      description = "What to share: a folder, or a URL such as zip:photos.zip.")
  private @Nullable String share;

  @Option(
      names = "--permissions",
      paramLabel = "r|rw",
      description = "What others may do with all of it: read (default), or write too.")
  private @Nullable String permissions;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of this host (default: the machine's).")
  private @Nullable String name;

  @Option(
      names = "--join",
      paramLabel = "CODE",
      description = "Code from the master's 'invite', good for one use.")
  private @Nullable String join;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The node's own folder (default: beside the config file).")
  private @Nullable String dataDir;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "Where people reach this node; can be repeated.")
  private @Nullable List<String> publicUrls;

  @Option(
      names = "--insecure",
      negatable = true,
      description = "Allow plain http to a master on another machine; --no-insecure forbids it.")
  private @Nullable Boolean insecure;

  RunCommand(Surroundings surroundings, NodeStart start) {
    this.surroundings = surroundings;
    this.start = start;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    return start.run(new ReadSettings(surroundings).from(options()), out);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** What was typed before a subcommand, which may also be meant for it. */
  GivenOptions options() {
    Map<ConfigKey, GivenOptions.Option> values = new EnumMap<>(ConfigKey.class);
    put(values, ConfigKey.PORT, "--port", port);
    put(values, ConfigKey.HOST, "--host", host);
    put(values, ConfigKey.MASTER, "--master", master);
    put(values, ConfigKey.SHARE_ROOT, "--share", share);
    put(values, ConfigKey.PERMISSIONS, "--permissions", permissions);
    put(values, ConfigKey.NAME, "--name", name);
    put(values, ConfigKey.JOIN_CODE, "--join", join);
    put(values, ConfigKey.DATA_DIR, "--data-dir", dataDir);
    put(
        values,
        ConfigKey.PUBLIC_URL,
        "--public-url",
        publicUrls == null ? null : String.join(",", publicUrls));
    put(values, ConfigKey.INSECURE, "--insecure", insecure == null ? null : insecure.toString());
    return new GivenOptions(Optional.ofNullable(config), values);
  }

  private static void put(
      Map<ConfigKey, GivenOptions.Option> values,
      ConfigKey key,
      String option,
      @Nullable String value) {
    if (value != null) {
      values.put(key, new GivenOptions.Option(option, value));
    }
  }
}
