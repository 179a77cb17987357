package org.synchronode.db;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Says in one line what is wrong with an H2 file. */
final class H2Failure {
  private H2Failure() {}

  static StoreException of(Path file, @Nullable SQLException failure, Exception cause) {
    int code = failure == null ? 0 : failure.getErrorCode();
    String what =
        switch (code) {
          case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
              "is open in another process; is this node running already?";
          case ErrorCode.FILE_VERSION_ERROR_1 ->
              "was written by a newer version of H2 than this program has";
          case ErrorCode.FILE_CORRUPTED_1 -> "is damaged";
          default -> "failed: " + oneLine(failure == null ? cause : failure);
        };
    return new StoreException("The store " + file + " " + what, cause);
  }

  /**
   * What the system said, where it said something: H2 itself tells only which bytes are concerned.
   */
  static String oneLine(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && cause.getMessage() != null) {
        message = cause.getMessage();
      }
    }
    return message.lines().findFirst().orElse(failure.getClass().getSimpleName());
  }
}
