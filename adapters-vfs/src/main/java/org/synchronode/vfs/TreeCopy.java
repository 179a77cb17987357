package org.synchronode.vfs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Clock;
import java.util.Optional;
import org.synchronode.application.share.FolderListing;
import org.synchronode.application.share.Found;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * Copies what is shared, with times and modes. Each file is of one content, the one that it had at
 * some moment of the copying.
 */
final class TreeCopy {
  /** How often a file may change while it is copied. */
  private static final int TRIES = 3;

  private final SharedFolder shared;
  private final FolderMaker maker;
  private final Durability durability;
  private final SettledStat settled = new SettledStat(Clock.systemUTC());

  TreeCopy(SharedFolder shared, FolderMaker maker, Durability durability) {
    this.shared = shared;
    this.maker = maker;
    this.durability = durability;
  }

  /**
   * Copies a file, with some of its bytes replaced and others put behind its end. Within one file
   * system the kernel does it, without the bytes passing through here, and where the file system
   * can, without there being two of them.
   *
   * @param folder that all of them lie in; where there is no such file, it is taken to be empty
   * @param piece what replaces the bytes
   * @param as the name of the copy
   */
  void patched(OpenFolder folder, EntryPath source, StagedMember piece, long offset, EntryName as)
      throws IOException {
    if (shared.file(folder, source).isPresent()) {
      file(folder, source, folder, as);
    }
    try (FileChannel in = piece.folder().file(piece.hidden());
        FileChannel out = folder.change(as)) {
      out.position(offset);
      transfer(in, in.size(), out);
    }
  }

  private static void transfer(FileChannel in, long size, FileChannel out) throws IOException {
    long copied = 0;
    long some;
    do {
      some = in.transferTo(copied, size - copied, out);
      copied += some;
    } while (some > 0 && copied < size);
  }

  /** How much is copied. */
  enum Extent {
    /** Of a folder nothing that is in it. */
    ITSELF,
    SHARED,
    /** What is shared; there must be nothing else. */
    WHOLE
  }

  /**
   * Copies one file or folder.
   *
   * @param source where it lies, in {@code from}
   * @param path of {@code to}
   * @param as its name in {@code to}
   */
  void copy(
      OpenFolder from, EntryPath source, OpenFolder to, Path path, EntryName as, Extent extent)
      throws IOException {
    switch (shared.look(from, source).orElse(null)) {
      case Found.FoundFile _ -> file(from, source, to, as);
      case Found.FoundFolder folder -> folder(from, source, folder, to, path, as, extent);
      case null -> throw new NoSuchFileException(source.toString());
    }
  }

  private void folder(
      OpenFolder from,
      EntryPath source,
      Found.FoundFolder found,
      OpenFolder to,
      Path path,
      EntryName as,
      Extent extent)
      throws IOException {
    maker.make(to, path, as);
    if (extent != Extent.ITSELF) {
      Path below = path.resolve(as.value());
      try (OpenFolder original = shared.openIn(from, source);
          OpenFolder copy = to.folder(as)) {
        FolderListing listing = shared.list(source, original);
        if (extent == Extent.WHOLE) {
          requireAllShared(original, listing);
        }
        for (Found member : listing.found()) {
          copy(original, source.child(member.name()), copy, below, member.name(), extent);
        }
        if (durability == Durability.POWER) {
          copy.force();
        }
      }
    }
    to.setRights(as, from.rights(source.name()));
    to.setModified(as, found.modified());
  }

  private static void requireAllShared(OpenFolder folder, FolderListing listing)
      throws IOException {
    try (OpenFolder again = folder.again()) {
      if (again.countShareableNames() != listing.found().size()) {
        throw new ProblemException(
            new Problem.Conflict(
                "It can't be moved to another disk of its owner, because something that is not"
                    + " shared lies in it: "
                    + listing.folder()));
      }
    }
  }

  private void file(OpenFolder from, EntryPath source, OpenFolder to, EntryName as)
      throws IOException {
    EntryName name = source.name();
    for (int i = 0; i < TRIES; i++) {
      if (settled.await(() -> shared.file(from, source))
          instanceof SettledStat.Settled(Stat before)) {
        bytes(from, name, before, to, as);
        if (shared.file(from, source).equals(Optional.of(before))) {
          to.setModified(as, before.modified());
          return;
        }
        to.deleteFile(as);
      }
    }
    throw new ProblemException(
        new Problem.Conflict("The file changes all the time and can't be copied: " + source));
  }

  private void bytes(OpenFolder from, EntryName name, Stat stat, OpenFolder to, EntryName as)
      throws IOException {
    PosixFileAttributes rights = from.rights(name);
    try (FileChannel in = from.file(name);
        FileChannel out = to.create(as)) {
      to.setRights(as, rights);
      WriteFence.pass(from, name, stat, Clock.systemUTC().instant());
      transfer(in, stat.size(), out);
      if (durability == Durability.POWER) {
        out.force(true);
      }
    }
  }
}
