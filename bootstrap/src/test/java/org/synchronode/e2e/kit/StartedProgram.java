package org.synchronode.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * A program that a test started. It is ended by its process id, at the latest when the tests'
 * process ends, whichever way that ends.
 */
public final class StartedProgram implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(8);
  private static final Deque<StartedProgram> RUNNING = new ConcurrentLinkedDeque<>();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(program -> destroyAll(program.process))));
  }

  private final String name;
  private final Process process;
  private final Output out;
  private final Output err;

  private StartedProgram(String name, Process process) {
    this.name = name;
    this.process = process;
    this.out = new Output(process.getInputStream());
    this.err = new Output(process.getErrorStream());
  }

  /** Starts it, without anything on its standard input. */
  public static StartedProgram start(
      Path folder, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    try {
      Process process = builder.start();
      StartedProgram program = new StartedProgram(command.getFirst(), process);
      RUNNING.push(program);
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it to its end, which must be a good one. */
  public static String run(Duration longest, Path folder, String... command) {
    try (StartedProgram program = start(folder, Map.of(), List.of(command))) {
      int exitCode = program.exitCode(longest);
      if (exitCode != 0) {
        throw new AssertionError(
            String.join(" ", command) + " ended with " + exitCode + program.said());
      }
      return program.out().toString();
    }
  }

  /** Ends all that were started and still run. */
  public static void endAll() {
    List<StartedProgram> running = List.copyOf(RUNNING);
    running.forEach(StartedProgram::askToEnd);
    running.forEach(StartedProgram::close);
  }

  public long pid() {
    return process.pid();
  }

  public Output out() {
    return out;
  }

  public Output err() {
    return err;
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Waits for something that this program brings about; fails at once should it end before. */
  public void await(String what, Duration longest, Callable<Boolean> done) {
    try {
      Awaitility.await()
          .atMost(longest)
          .pollInterval(Duration.ofMillis(20))
          .failFast(name + " ended", () -> !process.isAlive() && !done.call())
          .until(done);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new AssertionError(name + " did not come to this: " + what + said(), e);
    }
  }

  /** Waits for its end. */
  public int exitCode(Duration longest) {
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(name + " still runs after " + longest + said());
      }
      out.awaitEnd();
      err.awaitEnd();
      RUNNING.remove(this);
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends a signal, such as {@code KILL}, {@code TERM}, {@code STOP}, {@code CONT}. */
  public void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it: politely, and if that does not help, by force. */
  @Override
  public void close() {
    askToEnd();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        destroyAll(process);
        process.waitFor();
      }
    } catch (InterruptedException e) {
      destroyAll(process);
      Thread.currentThread().interrupt();
    }
    RUNNING.remove(this);
  }

  private void askToEnd() {
    if (process.isAlive()) {
      signal("CONT");
      process.destroy();
    }
  }

  /** It and the processes that it started itself, such as a web server's workers. */
  private static void destroyAll(Process process) {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
  }

  /** What it wrote, for the message of a failure. */
  public String said() {
    return "\n--- its output:\n" + out + "\n--- its error output:\n" + err + "\n---";
  }
}
