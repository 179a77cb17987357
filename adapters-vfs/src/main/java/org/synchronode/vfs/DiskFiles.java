package org.synchronode.vfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.share.Found;
import org.synchronode.application.share.IndexShare;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.read.ReadDecision;
import org.synchronode.domain.read.ReadRequest;

/**
 * The files of a {@link SharedFolder}. A file is opened in the state that its validators stand for,
 * and the last of its bytes go out only when it still is in that state.
 *
 * <p>What is not seen is a write through a memory mapping, which the system may stamp much later,
 * and a program that sets a file's time back after it wrote to it in place.
 */
final class DiskFiles {
  /** How often a file may be replaced while it is opened. */
  private static final int TRIES = 5;

  private final SharedFolder shared;
  private final IndexShare index;
  private final Hints hints;
  private final ReentrantLock turn;
  private final Clock clock;
  private final SettledStat settled;

  /**
   * @param hints gets the folder of what was not there
   * @param turn of whoever compares the share with the list
   */
  DiskFiles(SharedFolder shared, IndexShare index, Hints hints, ReentrantLock turn, Clock clock) {
    this.shared = shared;
    this.index = index;
    this.hints = hints;
    this.turn = turn;
    this.clock = clock;
    this.settled = new SettledStat(clock);
  }

  /** As {@link org.synchronode.application.files.HostFiles#open}, of this node. */
  OpenedFile open(EntryPath path, ReadRequest request) {
    if (path.isRoot()) {
      throw new ProblemException(new Problem.NotFound("There is no such file here: " + path));
    }
    try {
      OpenFolder folder = shared.open(path.parent());
      Optional<OpenedSharedFile> opened = Optional.empty();
      try {
        opened = open(folder, path, request);
      } finally {
        if (opened.isEmpty()) {
          folder.close();
        }
      }
      return opened.orElseThrow(() -> gone(path));
    } catch (NoSuchFileException | NotDirectoryException _) {
      throw gone(path);
    } catch (IOException e) {
      throw GuardedCopy.failed(e);
    }
  }

  private Optional<OpenedSharedFile> open(OpenFolder folder, EntryPath path, ReadRequest request)
      throws IOException {
    EntryName name = path.name();
    for (int i = 0; i < TRIES; i++) {
      Stat stat;
      switch (settled.await(() -> shared.file(folder, path))) {
        case SettledStat.Settled(Stat now) -> stat = now;
        case SettledStat.Changing _ when request.bytesWanted() ->
            throw new ProblemException(
                new Problem.OwnerFailed("The file is being written at the moment: " + path));
        // No byte goes out under the validators, so they can't stand for two contents.
        case SettledStat.Changing(Stat now) -> stat = now;
        case SettledStat.Gone _ -> {
          return Optional.empty();
        }
      }
      Optional<FileState> state = listed(path, stat);
      if (state.isEmpty()) {
        if (!observe(folder, path, stat)) {
          return Optional.empty();
        }
        continue;
      }
      ReadDecision decision = request.decide(state.get());
      Optional<ByteRange> range =
          request.bytesWanted()
              ? OpenedSharedFile.range(decision, state.get().size())
              : Optional.empty();
      if (range.isEmpty()) {
        return Optional.of(opened(state.get(), decision, folder, Optional.empty()));
      }
      GuardedCopy.Guard guard = () -> shared.file(folder, path).equals(Optional.of(stat));
      FileChannel channel = folder.file(name);
      boolean sameFile = false;
      try {
        WriteFence.pass(folder, name, stat, clock.instant());
        channel.position(range.get().offset());
        sameFile = guard.isUnchanged();
      } finally {
        if (!sameFile) {
          channel.close();
        }
      }
      if (sameFile) {
        InputStream in = Channels.newInputStream(channel);
        return Optional.of(
            opened(
                state.get(),
                decision,
                folder,
                Optional.of(new OpenedSharedFile.Bytes(in, range.get().length(), guard))));
      }
    }
    throw GuardedCopy.changed();
  }

  private Optional<FileState> listed(EntryPath path, Stat stat) {
    return stat.as(path.name()).orElse(null) instanceof Found.FoundFile found
        ? index.stateOf(path, found)
        : Optional.empty();
  }

  /**
   * Brings the list up to date, unless the file is another one by now: while a change of this node
   * goes on, what was seen before it must not be recorded after it.
   *
   * @return whether it is worth looking again
   */
  private boolean observe(OpenFolder folder, EntryPath path, Stat stat) throws IOException {
    turn.lock();
    try {
      return !shared.file(folder, path).equals(Optional.of(stat))
          || (stat.as(path.name()).orElse(null) instanceof Found.FoundFile found
              && index.observe(path, found).isPresent());
    } finally {
      turn.unlock();
    }
  }

  private static OpenedSharedFile opened(
      FileState state,
      ReadDecision decision,
      OpenFolder folder,
      Optional<OpenedSharedFile.Bytes> bytes) {
    return new OpenedSharedFile(state, decision, folder::close, bytes);
  }

  private ProblemException gone(EntryPath path) {
    hints.folder(path.parent());
    return new ProblemException(new Problem.NotFound("There is no such file any more: " + path));
  }
}
