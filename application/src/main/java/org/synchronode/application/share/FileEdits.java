package org.synchronode.application.share;

import java.util.Optional;
import org.synchronode.application.files.FileBody;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.UploadKey;
import org.synchronode.domain.write.Written;

/**
 * Writes files: whole, in parts, and in part. Whether one may be written is asked before its bytes
 * are, and decided when they are put in their place.
 */
final class FileEdits {
  /** How often a file may change while it is copied to have some of it replaced. */
  private static final int TRIES = 5;

  private final ShareDisk disk;
  private final Places places;
  private final Standing standing;
  private final Placements placements;

  FileEdits(ShareDisk disk, Places places, Standing standing) {
    this.disk = disk;
    this.places = places;
    this.standing = standing;
    this.placements = new Placements(disk, standing);
  }

  Written write(FileWrite write, FileBody body) {
    Standing.Target target = look(write);
    try (ShareDisk.Staged staged = disk.stageFile(write.at(target.path()), body)) {
      return placements.place(staged, write);
    }
  }

  /** Takes a part of an upload. */
  PartWritten append(PartWrite write, FileBody body) {
    PartWrite there = write.at(look(write.whole()).path());
    return switch (disk.stagePart(there.upload().orElseThrow(), there, body)) {
      case ShareDisk.Received.Some(long bytes) -> new PartWritten.Held(bytes);
      case ShareDisk.Received.All(ShareDisk.Staged all) -> {
        try (all) {
          yield new PartWritten.Complete(placements.place(all, write.whole()));
        }
      }
    };
  }

  /** How much is held, for somebody who may send the rest. */
  long held(UploadKey upload) {
    return disk.held(upload.at(disk.exclusively(() -> places.writable(upload.path()))));
  }

  /**
   * Replaces bytes of the file that stands there. The bytes come first: what others write meanwhile
   * is in the copy that they then go into, and only a change during the copying begins it anew.
   */
  Written patch(PartWrite write, FileBody body) {
    Standing.Target target = look(write.whole());
    requireWithin(target, write);
    PartWrite there = write.at(target.path());
    try (ShareDisk.Staged piece = disk.stagePiece(there, body)) {
      for (int i = 0; i < TRIES; i++) {
        Optional<Written> written = patched(look(there.whole()), there, piece);
        if (written.isPresent()) {
          return written.get();
        }
      }
    }
    throw new ProblemException(
        new Problem.Conflict("Others change this file all the time; nothing was changed."));
  }

  /** Nothing when the file became another one while it was copied. */
  private Optional<Written> patched(
      Standing.Target target, PartWrite write, ShareDisk.Staged piece) {
    requireWithin(target, write);
    PartWrite there = write.at(target.path());
    try (ShareDisk.Staged patched = disk.stagePatched(there, piece)) {
      return disk.exclusively(
          () ->
              look(there.whole()).equals(target)
                  ? Optional.of(
                      standing.placeFile(
                          target.path(),
                          patched,
                          target.before(),
                          write.whole().modified().isPresent()))
                  : Optional.empty());
    }
  }

  private static void requireWithin(Standing.Target target, PartWrite write) {
    long size =
        target.before().map(Seen::found).orElse(null) instanceof Found.FoundFile file
            ? file.size()
            : 0;
    if (write.range().offset() > size) {
      throw new ProblemException(
          new Problem.RangeNotSatisfiable(
              "The file ends at "
                  + size
                  + ", before these bytes begin; nothing was changed: "
                  + target.path(),
              size));
    }
  }

  private Standing.Target look(FileWrite write) {
    return disk.exclusively(() -> standing.forFile(write));
  }
}
