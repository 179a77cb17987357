package org.synchronode.bootstrap.passwords;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.synchronode.bootstrap.datadir.SecretFile;

/**
 * The password of the user {@code admin}, whom the first start makes, and the way that it reaches
 * whoever started the node. It must not end up in a log, so it is shown only to a person at a
 * terminal.
 */
public sealed interface FirstPassword {
  String USER = "admin";
  String VARIABLE = "SYNCHRONODE_PASSWORD";

  /** The password itself, to be hashed. */
  String password();

  /** Chosen by whoever set {@value #VARIABLE}; nothing is said about it. */
  record Chosen(String password) implements FirstPassword {}

  /** To be printed, this once. */
  record Shown(String password) implements FirstPassword {}

  /** To be written to {@code file}, whose name is printed. */
  record Filed(String password, Path file) implements FirstPassword {}

  /**
   * Decides; does nothing.
   *
   * @param isTerminal whether standard output is a terminal
   */
  static FirstPassword decide(
      Map<String, String> environment,
      boolean isTerminal,
      Path dataDir,
      Supplier<String> generated) {
    String chosen = environment.getOrDefault(VARIABLE, "");
    if (!chosen.isEmpty()) {
      return new Chosen(chosen);
    }
    return isTerminal
        ? new Shown(generated.get())
        : new Filed(generated.get(), dataDir.resolve("admin-password"));
  }

  /**
   * Whether standard output is a terminal now. Since JDK 22 there is a console also where it is
   * not; its contract still allows that there is none.
   */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  /**
   * Writes the file, if that is the way.
   *
   * @return the line to print, if any
   * @throws IOException where the file can't be written
   */
  default Optional<String> announce() throws IOException {
    return switch (this) {
      case Chosen _ -> Optional.empty();
      case Shown(String password) ->
          Optional.of(
              "Log in as "
                  + USER
                  + " with the password "
                  + password
                  + " (it is shown only this once)");
      case Filed(String password, Path file) -> {
        new SecretFile(file).write(password + "\n");
        yield Optional.of("Log in as " + USER + "; the password is in " + file);
      }
    };
  }
}
