package org.synchronode.bootstrap.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.synchronode.bootstrap.admin.AdminClient;
import org.synchronode.bootstrap.admin.AdminException;
import org.synchronode.bootstrap.config.ConfigKey;
import org.synchronode.bootstrap.config.GivenOptions;
import org.synchronode.bootstrap.config.ReadSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * What all subcommands do: ask the running node that {@code --config} or {@code --data-dir} names,
 * and show its answer.
 */
@Command(mixinStandardHelpOptions = true, versionProvider = ProjectVersion.class)
abstract class AdminCommand implements Callable<Integer> {
  @ParentCommand private @Nullable RunCommand parent;
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Config file of the node that is meant.")
  private @Nullable String config;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "dataDir of the node that is meant.")
  private @Nullable String dataDir;

  @Option(names = "--json", description = "Print the answer as JSON, for scripts.")
  private boolean json;

  /** What is sent along. */
  abstract Map<String, String> arguments();

  /** Prints the answer for people. */
  abstract void show(JsonNode result, PrintWriter out);

  @Override
  public final Integer call() throws AdminException {
    CommandSpec self = Objects.requireNonNull(spec);
    RunCommand root = Objects.requireNonNull(parent);
    GivenOptions options = options(root.options());
    ReadSettings settings = new ReadSettings(root.surroundings());
    Path folder = settings.dataDir(options);
    JsonNode result =
        new AdminClient(folder, startLine(options, settings)).call(self.name(), arguments());
    PrintWriter out = self.commandLine().getOut();
    if (json) {
      out.println(result);
    } else {
      show(result, out);
    }
    out.flush();
    return 0;
  }

  private GivenOptions options(GivenOptions before) {
    Map<ConfigKey, GivenOptions.Option> values = new HashMap<>(before.values());
    if (dataDir != null) {
      values.put(ConfigKey.DATA_DIR, new GivenOptions.Option("--data-dir", dataDir));
    }
    return new GivenOptions(Optional.ofNullable(config).or(before::configFile), values);
  }

  private static String startLine(GivenOptions options, ReadSettings settings) {
    String dataDir =
        Optional.ofNullable(options.values().get(ConfigKey.DATA_DIR))
            .map(it -> " --data-dir " + it.value())
            .orElse("");
    return "./synchronode --config "
        + options.configFile().orElseGet(() -> settings.configFile(options).toString())
        + dataDir;
  }

  /** A text of the answer, fit for a terminal. */
  static String text(JsonNode result, String field) {
    return Printable.of(result.path(field).asString(""));
  }
}
