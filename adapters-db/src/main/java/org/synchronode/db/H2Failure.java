package org.synchronode.db;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** Says in one line what is wrong with an H2 file. */
final class H2Failure {
  private H2Failure() {}

  static StoreException of(Path file, @Nullable SQLException failure, Exception cause) {
    if (failure != null && isDamage(failure)) {
      return new DamagedStoreException(
          "The store " + file + " is damaged: " + oneLine(failure), cause);
    }
    int code = failure == null ? 0 : failure.getErrorCode();
    String what =
        switch (code) {
          case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
              "is open in another process; is this node running already?";
          case ErrorCode.FILE_VERSION_ERROR_1 ->
              "was written by a newer version of H2 than this program has";
          default -> "failed: " + oneLine(failure == null ? cause : failure);
        };
    return new StoreException("The store " + file + " " + what, cause);
  }

  /** What no statement of this program can cause in a file that is whole. */
  private static boolean isDamage(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case ErrorCode.FILE_CORRUPTED_1,
          ErrorCode.ROW_NOT_FOUND_IN_PRIMARY_INDEX,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1 ->
          true;
      case ErrorCode.GENERAL_ERROR_1 ->
          failure.getCause() instanceof MVStoreException cause && isDamage(cause);
      default -> false;
    };
  }

  private static boolean isDamage(MVStoreException failure) {
    return switch (failure.getErrorCode()) {
      case DataUtils.ERROR_FILE_CORRUPT,
          DataUtils.ERROR_CHUNK_NOT_FOUND,
          DataUtils.ERROR_BLOCK_NOT_FOUND,
          DataUtils.ERROR_TRANSACTION_CORRUPT,
          DataUtils.ERROR_UNKNOWN_DATA_TYPE ->
          true;
      default -> false;
    };
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
