package org.synchronode.vfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.share.ShareDisk.Received;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.UploadKey;

/**
 * Receives uploads in parts, each into one file beside where it is to stand. The length of that
 * file is all that is known of it: nothing else has to be kept in step, and a process that is
 * killed leaves what it had written.
 */
final class UploadParts {
  private final SharedFolder shared;
  private final Targets targets;
  private final HiddenNames names;
  private final HeldUploads held;
  private final Durability durability;

  UploadParts(
      SharedFolder shared,
      Targets targets,
      HiddenNames names,
      HeldUploads held,
      Durability durability) {
    this.shared = shared;
    this.targets = targets;
    this.names = names;
    this.held = held;
    this.durability = durability;
  }

  /** As {@link org.synchronode.application.share.ShareDisk#stagePart}. */
  Received stage(UploadKey upload, PartWrite write, FileBody body) {
    OpenFolder folder = targets.folderOf(upload.path());
    boolean handedOn = false;
    try {
      targets.requireShareable(folder, upload.path());
      Optional<Stat> there = folder.stat(names.held(upload));
      // What is there gives its room to what comes, also where that begins anew.
      targets.requireRoom(upload.path(), upload.total() - there.map(Stat::size).orElse(0L));
      if (there.isEmpty() && write.range().offset() == 0) {
        held.makeRoom(this::remove);
      }
      Part part = new Part(upload, folder, held.take(placeOf(upload)));
      try {
        part.receive(write, body);
        if (write.end() < upload.total()) {
          return new Received.Some(write.end());
        }
        part.finish(write.whole());
        handedOn = true;
        return new Received.All(
            new StagedMember(upload.path(), folder, part.hidden, durability, part::end));
      } finally {
        if (!handedOn) {
          part.end();
        }
      }
    } catch (IOException e) {
      throw targets.trouble(upload.path(), e);
    } finally {
      if (!handedOn) {
        folder.close();
      }
    }
  }

  /** As {@link org.synchronode.application.share.ShareDisk#held}. */
  long held(UploadKey upload) {
    try (OpenFolder folder = targets.folderOf(upload.path())) {
      Part part = new Part(upload, folder, held.take(placeOf(upload)));
      try {
        return part.offset();
      } finally {
        part.end();
      }
    } catch (IOException e) {
      throw DiskTrouble.at(upload.path(), e);
    }
  }

  /**
   * Holds what came of a file that broke off, unless somebody sends it in parts just now.
   *
   * @return whether it is held; else it is still staged
   */
  boolean hold(UploadKey upload, StagedMember staged) throws IOException {
    OpenFolder folder = staged.folder();
    if (folder.stat(staged.hidden()).filter(stat -> stat.size() > 0).isEmpty()) {
      return false;
    }
    if (folder.stat(names.held(upload)).isEmpty()) {
      try {
        held.makeRoom(this::remove);
      } catch (ProblemException _) {
        return false;
      }
    }
    return held.takeIfIdle(placeOf(upload))
        .map(turn -> new Part(upload, folder, turn).adopt(staged.hidden()))
        .orElse(false);
  }

  private EntryPath placeOf(UploadKey upload) {
    return upload.path().parent().child(names.held(upload));
  }

  private void remove(EntryPath hidden) {
    try (OpenFolder folder = shared.open(hidden.parent())) {
      folder.remove(hidden.name());
    } catch (IOException _) {
      // Its folder is gone, or the next scan finds it there.
    }
  }

  /** An upload while somebody has the turn to receive it. */
  private final class Part {
    private final UploadKey upload;
    private final OpenFolder folder;
    private final EntryName hidden;
    private final Turn turn;

    Part(UploadKey upload, OpenFolder folder, Turn turn) {
      this.upload = upload;
      this.folder = folder;
      this.hidden = turn.hidden().name();
      this.turn = turn;
    }

    /**
     * Where the next part begins. Of one that is complete but got no place, the last byte is asked
     * for once more: there is no part without bytes.
     */
    long offset() throws IOException {
      return folder
          .stat(hidden)
          .filter(stat -> stat.kind() == Stat.Kind.FILE)
          .map(stat -> Math.min(stat.size(), upload.total() - 1))
          .orElse(0L);
    }

    void receive(PartWrite write, FileBody body) throws IOException {
      long from = write.range().offset();
      if (from > 0 && from != offset()) {
        throw new ProblemException(
            new Problem.RangeNotSatisfiable(
                "Of this upload, "
                    + offset()
                    + " bytes are held; go on there, or begin anew: "
                    + upload.path(),
                offset()));
      }
      try (FileChannel file = folder.change(hidden)) {
        targets.giveRights(folder, upload.path(), hidden);
        turn.run(() -> file.truncate(from).position(from));
        boolean stays = false;
        try {
          Upload.receive(
              body, OptionalLong.of(write.range().length()), write.digests(), new Fenced(file));
          stays = true;
        } catch (BodyBroken e) {
          stays = true;
          throw brokeOff(e, file.size() > 0);
        } catch (IOException e) {
          // To be told before what came is given up: a full disk may not be full after that.
          throw targets.trouble(upload.path(), e);
        } finally {
          if (!stays) {
            turn.runIfMine(() -> file.truncate(from));
          }
          if (durability == Durability.POWER) {
            file.force(true);
            folder.force();
          }
        }
      }
    }

    /** All bytes are here. */
    void finish(FileWrite write) throws IOException {
      turn.place();
      try (FileChannel file = folder.change(hidden)) {
        Digests.check(write.digests(), file);
        if (write.modified().isPresent()) {
          folder.setModified(hidden, write.modified().get());
        }
        if (durability == Durability.POWER) {
          file.force(true);
        }
      } catch (ProblemException e) {
        // Which of the bytes are wrong is not known.
        folder.remove(hidden);
        throw e;
      }
    }

    boolean adopt(EntryName staged) {
      try {
        folder.move(staged, folder, hidden);
        return true;
      } catch (IOException _) {
        return false;
      } finally {
        end();
      }
    }

    /** Where it was complete and got no place, it is as old as if its last byte had just come. */
    void end(boolean placed) {
      if (!placed) {
        try {
          folder.setModified(hidden, Clock.systemUTC().instant());
        } catch (IOException _) {
          // It may go a little earlier then.
        }
      }
      end();
    }

    void end() {
      held.end(turn, this::stays);
    }

    private boolean stays() {
      try {
        if (folder.stat(hidden).filter(stat -> stat.size() > 0).isPresent()) {
          return true;
        }
        folder.remove(hidden);
      } catch (IOException _) {
        // If anything is there, the next scan finds it.
      }
      return false;
    }

    /** Bytes go in only as long as nobody else has taken over. */
    private final class Fenced implements WritableByteChannel {
      private final FileChannel file;

      Fenced(FileChannel file) {
        this.file = file;
      }

      @Override
      public int write(ByteBuffer bytes) throws IOException {
        int before = bytes.remaining();
        turn.run(() -> file.write(bytes));
        return before - bytes.remaining();
      }

      @Override
      public boolean isOpen() {
        return file.isOpen();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    }
  }

  /** What a client hears that is still there. */
  static ProblemException brokeOff(BodyBroken cause, boolean held) {
    return new ProblemException(
        new Problem.BadRequest(
            held
                ? "The file broke off on its way; what came is held for a day, and can be continued."
                : "The file broke off on its way; nothing of it was stored."),
        cause);
  }
}
