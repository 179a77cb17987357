package org.synchronode.vfs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;

/** What it means for a client that the file system refused something. */
final class DiskTrouble {
  private DiskTrouble() {}

  /** The same as a problem with something at a place. */
  static ProblemException at(EntryPath path, IOException e) {
    return new ProblemException(problem(path, e), e);
  }

  private static Problem problem(EntryPath path, IOException e) {
    // The JDK has no kinds for these, only the system's words.
    String reason =
        e instanceof FileSystemException failed
            ? String.valueOf(failed.getReason())
            : String.valueOf(e.getMessage());
    if (isFull(reason)) {
      return full();
    }
    return switch (e) {
      case NoSuchFileException _, NotDirectoryException _ ->
          new Problem.Conflict(
              "Something that this needs is not there any more; nothing was changed: " + path);
      case FileAlreadyExistsException _, DirectoryNotEmptyException _ -> cameMeanwhile(path);
      case AccessDeniedException _ ->
          new Problem.Forbidden("The owner's system does not let this node change it: " + path);
      default -> {
        if (reason.contains("Read-only file system") || reason.contains("not permitted")) {
          yield new Problem.Forbidden(
              "The owner's system does not let this node change it: " + path);
        }
        if (reason.contains("File name too long") || reason.contains("Invalid argument")) {
          yield new Problem.BadRequest("The owner's disk takes no such name: " + path);
        }
        if (reason.contains("resource busy")) {
          yield new Problem.Conflict("The owner's system is using it as a whole: " + path);
        }
        yield new Problem.OwnerFailed(
            "The owner's disk failed at \"" + path + "\": " + Complaints.reason(e));
      }
    };
  }

  static boolean isFull(String reason) {
    return reason.contains("No space left") || reason.contains("quota exceeded");
  }

  static Problem full() {
    return new Problem.InsufficientStorage("The owner's disk is full; nothing was stored.");
  }

  static Problem cameMeanwhile(EntryPath path) {
    return new Problem.Conflict(
        "Another program changed this on the owner's disk just now; nothing was changed: " + path);
  }

  static ProblemException reserved(EntryPath path) {
    return new ProblemException(
        new Problem.Forbidden("This name is not shared, so nothing can be put there: " + path));
  }
}
