package org.synchronode.bootstrap.config;

import java.util.Locale;
import java.util.stream.StreamSupport;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.jspecify.annotations.Nullable;

/** Says in one line why the JavaScript of a config file could not be evaluated. */
final class GuestFailure {
  private GuestFailure() {}

  static ConfigException describe(String label, String source, PolyglotException failure) {
    SourceSection section = sectionIn(label, failure);
    String where =
        section == null ? label : label + ":" + Math.min(section.getStartLine(), lines(source));
    if (failure.isResourceExhausted()) {
      return new ConfigException(
          where + ": runs too long (an endless loop?); a config file may run 100,000 statements");
    }
    if (failure.isInternalError() || failure.isCancelled()) {
      return new ConfigException(where + ": can't be evaluated: " + failure.getMessage());
    }
    String message =
        String.valueOf(failure.getMessage()).lines().findFirst().orElse("unknown error");
    if (!failure.isSyntaxError()) {
      return new ConfigException(where + ": " + message);
    }
    boolean isModule = source.lines().anyMatch(line -> line.matches("\\s*(import|export)\\b.*"));
    return new ConfigException(
        where
            + ": syntax error: "
            + message.replaceFirst("^SyntaxError: (.*?:\\d+:\\d+ )?", "").toLowerCase(Locale.ROOT)
            + (isModule
                ? "; import and export do not work here, write require(…) and module.exports = {…}"
                : ""));
  }

  /** How far the parser got. */
  static long position(PolyglotException failure) {
    SourceSection section = failure.getSourceLocation();
    return section == null ? 0 : section.getStartLine() * 1_000_000L + section.getStartColumn();
  }

  /**
   * The innermost place in the file itself: the error may have been thrown by what the file called.
   */
  private static @Nullable SourceSection sectionIn(String label, PolyglotException failure) {
    SourceSection own = failure.getSourceLocation();
    if (own != null && own.getSource().getName().equals(label)) {
      return own;
    }
    return StreamSupport.stream(failure.getPolyglotStackTrace().spliterator(), false)
        .filter(PolyglotException.StackFrame::isGuestFrame)
        .map(PolyglotException.StackFrame::getSourceLocation)
        .filter(section -> section != null && section.getSource().getName().equals(label))
        .findFirst()
        .orElse(null);
  }

  private static int lines(String source) {
    return Math.max(1, (int) source.lines().count());
  }
}
