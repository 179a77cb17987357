package org.synchronode.bootstrap;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.synchronode.bootstrap.cli.SynchronodeCommandLine;
import org.synchronode.bootstrap.config.Settings;
import org.synchronode.bootstrap.config.Surroundings;

/** Where the process starts. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode =
        new SynchronodeCommandLine(Surroundings.ofThisProcess(), Main::show, out, err)
            .execute(arguments);
    System.exit(exitCode);
  }

  /** Stands in for the node until it is wired: shows how it would run. */
  private static int show(Settings settings, PrintWriter out) {
    out.println(settings);
    return 0;
  }
}
