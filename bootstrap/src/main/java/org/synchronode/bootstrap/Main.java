package org.synchronode.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.LogManager;
import org.synchronode.bootstrap.cli.SynchronodeCommandLine;
import org.synchronode.bootstrap.config.Surroundings;
import org.synchronode.bootstrap.node.RunNode;

/** Where the process starts. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    configureLogging();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    RunNode run = new RunNode(version(), System.getenv());
    System.exit(
        new SynchronodeCommandLine(Surroundings.ofThisProcess(), run, out, err).execute(arguments));
  }

  static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }

  /** One line a record, on standard error; warnings only from the libraries. */
  static void configureLogging() {
    try (InputStream properties = Main.class.getResourceAsStream("/logging.properties")) {
      if (properties != null) {
        LogManager.getLogManager().readConfiguration(properties);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
