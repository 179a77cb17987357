/**
 * A share's files. {@link org.synchronode.vfs.Share#open} takes a path or a Commons VFS URL and
 * gives a {@link org.synchronode.vfs.Share}: what is to be read through {@link
 * org.synchronode.application.files.HostFiles}, and scans that tell {@link
 * org.synchronode.application.share.IndexShare} what is there.
 *
 * <p>A folder of this machine is a {@code DiskShare}. Its rooms, from the disk upwards:
 *
 * <ul>
 *   <li>{@code OpenFolder}: one folder held open; everything is looked up relative to it, no
 *       symbolic link is followed. {@code SharedFolder} goes down from the root by it, and leaves
 *       out what is never shared ({@code Exclusions}) and what its owner has not listed ({@link
 *       org.synchronode.application.share.FolderRules}).
 *   <li>{@code ShareScanner} turns folders into complete listings; {@code ShareMarker} says whether
 *       this is still the share that it was, because only then may anything be taken for deleted.
 *   <li>{@code ShareWatcher} has folders listed again when the system hints at a change ({@code
 *       FolderWatches}, {@code Hints}), unless it is one of this node's own ({@code HintedNames});
 *       {@code Rescans} has the whole share scanned from time to time.
 *   <li>{@code DiskFiles} opens a file and gives out its bytes, never those of two contents.
 *   <li>{@code LocalDisk} changes what is there, for {@link
 *       org.synchronode.application.share.OwnFiles}, which decides: {@code StagedMember} is ready
 *       and has no place yet, {@code TakenMember} is on its way out, both under {@code
 *       HiddenNames}; {@code Upload}, {@code FolderMaker} and {@code TreeCopy} make what is staged.
 *   <li>{@code UploadParts} receives files in parts; {@code HeldUploads} knows which are held, and
 *       gives each a {@code Turn} to one request at a time.
 * </ul>
 *
 * <p>Symbolic links, FIFOs, sockets and devices are neither listed nor opened.
 *
 * <p>Every other root ({@code zip:}, {@code tar:}, {@code sftp:} …) is a {@code VfsShare}:
 * read-only, and scanned from time to time. What VFS remembers of it is a {@code VfsTree}.
 */
@NullMarked
package org.synchronode.vfs;

import org.jspecify.annotations.NullMarked;
