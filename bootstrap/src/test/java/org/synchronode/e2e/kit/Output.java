package org.synchronode.e2e.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The lines that a program writes, as they come. */
public final class Output {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  Output(InputStream stream) {
    // Not a virtual thread: reading a pipe would hold on to one of the few that carry those.
    reader = Thread.ofPlatform().daemon().start(() -> read(stream));
  }

  /** All lines until now. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** What a pattern found, in the order of the lines. */
  public List<MatchResult> matches(Pattern pattern) {
    return lines.stream().flatMap(line -> pattern.matcher(line).results()).toList();
  }

  public boolean contains(String text) {
    return lines.stream().anyMatch(line -> line.contains(text));
  }

  /** Waits until the program has closed its end. */
  void awaitEnd() throws InterruptedException {
    reader.join();
  }

  private void read(InputStream stream) {
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // The program was killed with its end of the pipe; what it wrote before is here.
      lines.add("(the output broke off: " + new UncheckedIOException(e).getMessage() + ")");
    }
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
