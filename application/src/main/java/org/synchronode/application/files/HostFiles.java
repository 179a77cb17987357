package org.synchronode.application.files;

import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.TreeWrite;
import org.synchronode.domain.write.UploadKey;
import org.synchronode.domain.write.Written;

/**
 * What can be done with the files of hosts that one route leads to: a local disk, or a connected
 * slave and what lies below it. Implementations block the calling (virtual) thread, and are safe
 * for use by several threads.
 */
public interface HostFiles {

  /**
   * Opens a file for reading and decides, on its state at that moment, what the request comes to.
   *
   * @param host the owner of the file
   * @throws org.synchronode.domain.ProblemException with {@code NotFound} when there is no such
   *     shared file now, {@code HostOffline}, {@code Busy}, {@code OwnerTimedOut} or {@code
   *     OwnerFailed} when the owner can't be asked
   */
  OpenedFile open(HostId host, EntryPath path, ReadRequest request);

  /**
   * Writes a whole file, in the place of the one that stands there if any, when all of it has come
   * and the guard allows it. Until then, and if anything fails, everything stays as it was. Of a
   * large one that breaks off, what came may be {@linkplain #held held}.
   *
   * @param body is asked for only when the write looks possible
   * @return when the owner's list has the change
   * @throws org.synchronode.domain.ProblemException with {@code Forbidden} where this may not be
   *     written, {@code PreconditionFailed}, {@code Locked}, {@code Conflict} when its folder is
   *     not there, {@code WrongKind}, {@code InsufficientStorage}, {@code BadRequest} when the body
   *     is not what was announced; {@code HostOffline}, {@code Busy}, {@code OwnerTimedOut} or
   *     {@code OwnerFailed} when the owner can't be asked, or what came of it is not known
   */
  Written write(HostId host, FileWrite write, FileBody body);

  /**
   * Takes in a part of a file, and writes the file when it is the last one, as {@link #write} does.
   * Of an upload in parts, what came is held for a day, also when a part breaks off and when the
   * owner ends; a part that begins with the first byte begins it anew, each other one begins where
   * the one before ended. A newer part of the same upload ends one that is still coming.
   *
   * @param body is asked for only when the write looks possible
   * @return when the owner's list has the change, if there is one
   * @throws org.synchronode.domain.ProblemException as {@link #write}; {@code RangeNotSatisfiable}
   *     when it begins elsewhere; {@code Conflict} when another file came to the place while some
   *     of it was to be replaced; {@code Unsupported} when a node on the way can't do this
   */
  PartWritten writePart(HostId host, PartWrite write, FileBody body);

  /**
   * How many bytes of an upload are held, 0 if there is none: where its next part begins. What is
   * still coming of it is ended, so that this stays true.
   *
   * @throws org.synchronode.domain.ProblemException as {@link #writePart}
   */
  long held(HostId host, UploadKey upload);

  /**
   * Stores a file or folder that comes from another host, when all of it has come and the guard
   * allows it. Until then, and if anything fails, everything stays as it was.
   *
   * @param tree in the form of {@link org.synchronode.application.transfer.TreeWriter}; asked for
   *     only when the write looks possible
   * @return when the owner's list has the change
   * @throws org.synchronode.domain.ProblemException as {@link #write}; {@code PreconditionFailed}
   *     also when something stands there that must not give way
   */
  Written writeTree(HostId host, TreeWrite write, FileBody tree);

  /**
   * Makes a change that needs no bytes.
   *
   * @return when the owner's list has the change
   * @throws org.synchronode.domain.ProblemException as {@link #write}; {@code NotFound} when what
   *     it is about is not there
   */
  Written edit(HostId host, Edit edit);

  /**
   * How much room there is.
   *
   * @throws org.synchronode.domain.ProblemException when the owner can't be asked
   */
  Space space(HostId host);
}
