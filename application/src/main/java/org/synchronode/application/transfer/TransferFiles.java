package org.synchronode.application.transfer;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.application.files.ReadFile;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.RangeRequest;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.read.TimeCondition;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.TreeWrite;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.domain.write.Written;

/**
 * Copies and moves from one host's share to another's, through this node. The new owner puts all of
 * it in its place at once, or nothing; only then is a source removed that is moved, and only if it
 * is still what was copied.
 */
public final class TransferFiles {
  /** Each holds a channel to both owners; the others wait for their turn. */
  private static final int AT_ONCE = 16;

  private final Catalogue catalogue;
  private final ReadFile readFile;
  private final ChangeFiles changeFiles;
  private final InstantSource clock;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  public TransferFiles(
      Catalogue catalogue, ReadFile readFile, ChangeFiles changeFiles, InstantSource clock) {
    this.catalogue = catalogue;
    this.clock = clock;
    this.readFile = readFile;
    this.changeFiles = changeFiles;
  }

  /**
   * What is copied or moved.
   *
   * @param guard its conditions on the source
   */
  public record Source(HostId host, EntryPath path, WriteGuard guard) {}

  /**
   * Copies a file or folder. Blocks the calling (virtual) thread, also until others are done.
   *
   * @param deep with all that lies in it; else of a folder only the folder itself
   * @throws ProblemException as {@link org.synchronode.application.files.HostFiles#open} and {@link
   *     org.synchronode.application.files.HostFiles#writeTree} say; nothing was changed then, but
   *     for {@code OwnerTimedOut} and {@code OwnerFailed}, after which it is not known
   */
  public Written copy(Source source, HostId to, TreeWrite target, boolean deep) {
    // Decided on the list, since that is what is copied; of a file, its owner looks once more.
    ListedStates states = new ListedStates(catalogue, source.host(), clock.instant());
    source.guard().check(source.path(), states::of);
    return transfer(source, to, target, deep, Optional.empty());
  }

  /**
   * Makes sure that something may be changed, so that what can't be removed is not copied first.
   *
   * @throws ProblemException as {@link org.synchronode.application.files.HostFiles#edit} says
   */
  public void requireMovable(Source source) {
    changeFiles.edit(
        source.host(), new Edit.Patch(source.path(), List.of(), Optional.empty(), source.guard()));
  }

  /**
   * Moves a file or folder with all that lies in it; {@link #requireMovable} is to be asked before.
   *
   * @throws ProblemException as {@link #copy}; when the copy stands at its target and the source
   *     could not be removed, because it was changed or locked meanwhile, its message says so
   */
  public Written move(Source source, HostId to, TreeWrite target) {
    return transfer(source, to, target, true, Optional.of(source));
  }

  private Written transfer(
      Source source, HostId to, TreeWrite target, boolean deep, Optional<Source> removed) {
    turns.acquireUninterruptibly();
    try (Listing listing =
        catalogue
            .list(source.host(), source.path(), deep ? Depth.INFINITY : Depth.ZERO)
            .orElseThrow(
                () ->
                    new ProblemException(
                        new Problem.NotFound("There is no such file or folder.")))) {
      Revision copied = listing.head().revision();
      Written written =
          changeFiles.writeTree(
              to,
              target,
              new ListedTree(readFile, source.host(), listing, condition(source.guard())));
      removed.ifPresent(moved -> remove(moved, copied));
      return written;
    } finally {
      turns.release();
    }
  }

  private static ReadRequest condition(WriteGuard guard) {
    return new ReadRequest(
        guard.ifMatch(),
        guard.ifNoneMatch(),
        new TimeCondition.Absent(),
        guard.ifUnmodifiedSince(),
        new RangeRequest.Whole(),
        true);
  }

  private void remove(Source source, Revision copied) {
    try {
      changeFiles.edit(
          source.host(), new Edit.Delete(source.path(), Optional.of(copied), source.guard()));
    } catch (ProblemException e) {
      throw new ProblemException(
          new Problem.Conflict(
              "All of it was copied, but the source is still there: " + e.problem().message()),
          e);
    }
  }
}
