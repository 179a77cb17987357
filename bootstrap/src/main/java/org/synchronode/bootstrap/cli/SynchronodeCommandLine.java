package org.synchronode.bootstrap.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.synchronode.bootstrap.config.ConfigException;
import org.synchronode.bootstrap.config.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs {@code ./synchronode} with its arguments. Errors are one line on the error output. */
public final class SynchronodeCommandLine {
  /** The node or the command failed. */
  public static final int FAILURE = 1;

  /** The command line or the configuration is wrong. */
  public static final int USAGE = 2;

  private final CommandLine commandLine;

  public SynchronodeCommandLine(
      Surroundings surroundings, NodeStart start, PrintWriter out, PrintWriter err) {
    commandLine =
        new CommandLine(new RunCommand(surroundings, start))
            .setOut(out)
            .setErr(err)
            .setParameterExceptionHandler((problem, arguments) -> usage(problem, err))
            .setExecutionExceptionHandler((problem, command, parsed) -> failure(problem, err));
    // A blank first line and colours help nobody who reads this in a log.
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
  }

  /**
   * Does what the arguments say and returns the exit code: 0, {@link #FAILURE} or {@link #USAGE}.
   */
  public int execute(String... arguments) {
    return commandLine.execute(arguments);
  }

  private static int usage(ParameterException problem, PrintWriter err) {
    String near =
        problem instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions().stream()
                .findFirst()
                .map(it -> "; did you mean " + it + "?")
                .orElse("")
            : "";
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    err.println("synchronode: " + oneLine(problem) + near + " (see ./" + command + " --help)");
    err.flush();
    return USAGE;
  }

  private static int failure(Exception problem, PrintWriter err) {
    err.println("synchronode: " + oneLine(problem));
    err.flush();
    return problem instanceof ConfigException ? USAGE : FAILURE;
  }

  private static String oneLine(Exception problem) {
    return Printable.of(Optional.ofNullable(problem.getMessage()).orElseGet(problem::toString));
  }
}
