package org.synchronode.application.share;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.Space;
import org.synchronode.application.transfer.TreeSink;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.UploadKey;

/**
 * The disk that this node's share lies on. It knows names and bytes; what may be done, and what the
 * list says of it, is {@link OwnFiles}'s. What is excluded from the share is as if it were not
 * there, and its name can't be taken.
 *
 * <p>Things that take long are staged first, hidden from the share, and put in their place by one
 * step of the file system; a process that ends in between leaves nothing in the share. Safe for use
 * by several threads. All methods throw {@link org.synchronode.domain.ProblemException}: {@code
 * InsufficientStorage} when the disk is full, {@code Forbidden} when the system does not allow it
 * or the name can't be shared, {@code NotFound} or {@code Conflict} when something else is there
 * than was expected, {@code OwnerFailed} for everything else.
 */
public interface ShareDisk {

  /** Opens a file for reading, as {@link org.synchronode.application.files.HostFiles#open}. */
  OpenedFile open(EntryPath path, ReadRequest request);

  /**
   * Runs something while nothing else of this node changes the share or compares it with the list.
   * It must be short.
   */
  <T> T exclusively(Supplier<T> work);

  /** What stands at a place now; nothing where nothing shared does. */
  Optional<Found> look(EntryPath path);

  /**
   * Receives a file, on the file system that its folder lies on. Of a large one that breaks off,
   * what came is held as of an upload in parts.
   *
   * @throws org.synchronode.domain.ProblemException with {@code BadRequest} when it has not the
   *     length or digests that were announced, or breaks off
   */
  Staged stageFile(FileWrite write, FileBody body);

  /**
   * Receives a part of an upload behind what is held of it. What came stays held until it is
   * placed, becomes old or has to give way to others, also if this process ends.
   *
   * @throws org.synchronode.domain.ProblemException as {@link #stageFile}; {@code
   *     RangeNotSatisfiable} when it does not begin where it could; {@code Conflict} when another
   *     part took over; {@code Busy} when all of it is here and about to be placed, or too many
   *     others are coming
   */
  Received stagePart(UploadKey upload, PartWrite write, FileBody body);

  /**
   * How many bytes of an upload are held; what is still coming of it is ended.
   *
   * @throws org.synchronode.domain.ProblemException with {@code Busy} as {@link #stagePart}
   */
  long held(UploadKey upload);

  /**
   * Receives bytes that are to take the place of others in the file that stands there, and nothing
   * of them is kept when they break off.
   *
   * @throws org.synchronode.domain.ProblemException as {@link #stageFile}
   */
  Staged stagePiece(PartWrite write, FileBody body);

  /**
   * Copies the file that stands at a place, with a piece of it replaced.
   *
   * @param piece of {@link #stagePiece} with the same write
   * @throws org.synchronode.domain.ProblemException with {@code BadRequest} when the result has not
   *     the digests that were announced
   */
  Staged stagePatched(PartWrite write, Staged piece);

  /** An empty file, to be placed in the folder of {@code target}. */
  Staged stageEmptyFile(EntryPath target);

  /** An empty folder, to be placed in the folder of {@code target}. */
  Staged stageFolder(EntryPath target);

  /**
   * Copies a file or folder, to be placed in the folder of {@code target}. Only what is shared is
   * copied; times are kept.
   *
   * @param deep with all that lies in it; else of a folder only the folder itself
   */
  Staged stageCopy(EntryPath source, EntryPath target, boolean deep);

  /**
   * Receives a file or folder that comes from another host, to be placed in the folder of {@code
   * target}.
   *
   * @param tree is handed where to send its items
   * @throws org.synchronode.domain.ProblemException with {@code BadRequest} when it breaks off
   */
  Staged stageTree(EntryPath target, TreeSource tree);

  /**
   * Puts what is staged in a place, at once; a file in the place of the file that stands there.
   *
   * @param expected what was seen there last
   * @return what stands there now
   */
  Found place(Staged staged, EntryPath target, Optional<Found> expected);

  /**
   * Moves a file or folder to where nothing stands, or a file to where a file stands. Where that is
   * another file system, it is copied there and then removed, which takes long.
   *
   * @param expected what was seen at {@code to} last
   * @return what stands there now
   */
  Found move(EntryPath from, EntryPath to, Optional<Found> expected);

  /**
   * Hides a file or folder, with all that lies in it, from the share: at once, but not for good. If
   * the process ends before it is closed, it comes back where nothing stands in its place by then.
   */
  TakenAway takeAway(EntryPath path);

  /**
   * Sets the time of a file or folder.
   *
   * @return what stands there now
   */
  Found setModified(EntryPath path, Instant modified);

  /** Complete listings of a folder and of all folders in it, each after the one that it lies in. */
  List<FolderListing> tree(EntryPath folder);

  /** How much room there is. */
  Space space();

  /** What there is of an upload after a part. */
  sealed interface Received {
    /**
     * Some of it.
     *
     * @param bytes how many are held
     */
    record Some(long bytes) implements Received {}

    /** All of it. Closing it without a place leaves it held. */
    record All(Staged staged) implements Received {}
  }

  /** A tree that can be had once. */
  @FunctionalInterface
  interface TreeSource {
    /**
     * Sends all of it.
     *
     * @throws org.synchronode.application.files.BodyBroken when it ends before its end
     */
    void transferTo(TreeSink sink) throws IOException;
  }

  /** Something that is complete but has no place yet. Closing it without a place removes it. */
  interface Staged extends AutoCloseable {
    @Override
    void close();
  }

  /** Something that was in the share. Closing it without putting it back removes it for good. */
  interface TakenAway extends AutoCloseable {
    /** Undoes it: what was taken stands where it stood. */
    void putBack();

    @Override
    void close();
  }
}
