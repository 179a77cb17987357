package org.synchronode.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The README, as its readers copy from it: what stands in it is run, so that it stays true. */
public final class Readme {
  private static final Path FILE =
      Path.of(System.getProperty("synchronode.sources", "..")).resolve("README.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
  private static final Pattern COMMENT = Pattern.compile("\\s+#\\s.*$");

  private Readme() {}

  /** The one block that is written in this language. */
  public static String block(String language) {
    return only("block of " + language, blocks(language));
  }

  /** All lines for a shell that run a program, in their order, without their comments. */
  public static List<String> commands(String program) {
    return blocks("sh").stream()
        .flatMap(String::lines)
        .map(line -> COMMENT.matcher(line).replaceFirst("").strip())
        .filter(line -> line.equals(program) || line.startsWith(program + " "))
        .toList();
  }

  /** The one line for a shell that begins like this. */
  public static String command(String program, String firstArguments) {
    return only(
        program + " " + firstArguments,
        commands(program).stream()
            .filter(line -> line.startsWith(program + " " + firstArguments))
            .toList());
  }

  /** What a pattern's first group finds, which must be there once. */
  public static String found(Pattern pattern) {
    return only(
        pattern.pattern(),
        pattern.matcher(text()).results().map(result -> result.group(1)).toList());
  }

  private static List<String> blocks(String language) {
    return BLOCK
        .matcher(text())
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  private static String only(String what, List<String> found) {
    if (found.size() != 1) {
      throw new AssertionError("the README has " + found.size() + " times: " + what);
    }
    return found.getFirst();
  }

  private static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
