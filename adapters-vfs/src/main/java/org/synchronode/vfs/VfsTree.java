package org.synchronode.vfs;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileType;
import org.apache.commons.vfs2.NameScope;
import org.apache.commons.vfs2.VFS;
import org.apache.commons.vfs2.impl.StandardFileSystemManager;
import org.apache.commons.vfs2.provider.tar.TarFileSystem;
import org.synchronode.application.share.FileKey;
import org.synchronode.application.share.FolderListing;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Found;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * What a Commons VFS root holds, as seen by one file system manager. VFS remembers what it has
 * seen, and archives do not see that they were replaced: to look again, another tree is opened. A
 * tree is closed when it is retired and its last user has closed it.
 */
final class VfsTree implements AutoCloseable {
  /** Their content lives in this process, in the manager that everybody uses. */
  private static final Set<String> IN_PROCESS = Set.of("ram", "tmp", "res");

  private final Optional<StandardFileSystemManager> own;
  private final FileObject root;
  private final Optional<FileObject> archive;
  private final Optional<Stat> archiveWhenOpened;
  private Optional<InputStream> held = Optional.empty();
  private int users = 1;
  private boolean retired;

  private VfsTree(Optional<StandardFileSystemManager> own, FileObject root)
      throws FileSystemException {
    this.own = own;
    this.root = root;
    this.archive =
        Optional.ofNullable(root.getFileSystem().getParentLayer()).map(VfsTree::outermost);
    this.archiveWhenOpened = archive.isPresent() ? stat(archive.get()) : Optional.empty();
  }

  private static FileObject outermost(FileObject layer) {
    try {
      FileObject below = layer.getFileSystem().getParentLayer();
      return below == null ? layer : outermost(below);
    } catch (FileSystemException _) {
      return layer;
    }
  }

  /** Opens a tree for one user. */
  static VfsTree open(String url) throws IOException {
    String scheme = url.substring(0, url.indexOf(':')).toLowerCase(Locale.ROOT);
    if (IN_PROCESS.contains(scheme)) {
      return new VfsTree(Optional.empty(), VFS.getManager().resolveFile(url));
    }
    StandardFileSystemManager own = new StandardFileSystemManager();
    boolean opened = false;
    try {
      own.init();
      own.setBaseFile(new File("").getAbsoluteFile());
      VfsTree tree = new VfsTree(Optional.of(own), own.resolveFile(url));
      opened = true;
      return tree;
    } catch (RuntimeException e) {
      // What some providers do with an archive that is damaged.
      throw new IOException("It can't be read: " + e, e);
    } finally {
      if (!opened) {
        own.close();
      }
    }
  }

  boolean isFolder() throws IOException {
    return root.getType().hasChildren();
  }

  /** Whether it is an archive that is not what it was when this tree was opened. */
  boolean isOutdated() throws IOException {
    return archive.isPresent() && !stat(archive.get()).equals(archiveWhenOpened);
  }

  /** Whether it can't change without being outdated. */
  boolean isArchive() {
    return archive.isPresent();
  }

  /** A tar is read from its beginning by one reader at a time: each needs a tree of its own. */
  boolean isForOneReader() {
    return root.getFileSystem() instanceof TarFileSystem;
  }

  /**
   * To be called before a file of the tree is opened. Keeps one stream of an archive open as long
   * as the tree is: whenever there is none, VFS closes the archive, also under a thread that is
   * just opening its own.
   */
  synchronized void hold(FileObject file) throws IOException {
    if (isArchive() && !isForOneReader() && held.isEmpty()) {
      held = Optional.of(file.getContent().getInputStream());
    }
  }

  FileObject root() {
    return root;
  }

  FileObject resolve(EntryPath path) throws IOException {
    return path.isRoot() ? root : root.resolveFile(VfsName.encode(path), NameScope.DESCENDENT);
  }

  /** What must stay the same while the file is read: the archive, else the file itself. */
  Optional<Stat> whatMustStay(FileObject file) throws IOException {
    return stat(archive.orElse(file));
  }

  private static Optional<Stat> stat(FileObject file) throws FileSystemException {
    file.refresh();
    if (file.getType() != FileType.FILE) {
      return Optional.empty();
    }
    return Optional.of(
        new Stat(Stat.Kind.FILE, FileKey.NONE, modified(file), file.getContent().getSize()));
  }

  /** All that a folder shares. */
  FolderListing list(EntryPath path, FileObject folder, FolderRules folders, Complaints complaints)
      throws IOException {
    List<Found> members = new ArrayList<>();
    if (!isArchive()) {
      folder.refresh();
    }
    for (FileObject member : folder.getChildren()) {
      Optional<EntryName> name = VfsName.of(member.getName());
      if (name.isEmpty()) {
        complaints.skippedName(member.getName().getBaseName());
        continue;
      }
      EntryPath at = path.child(name.get());
      if (folders.sharesFolder(at)
          && !Exclusions.isReserved(name.get().value())
          && !member.isSymbolicLink()) {
        found(at, member, complaints)
            .filter(found -> folders.shares(at, found))
            .ifPresent(members::add);
      }
    }
    return new FolderListing(path, modified(folder), members);
  }

  /** What a name stands for; nothing when it is neither a file of a known size nor a folder. */
  Optional<Found> found(EntryPath path, FileObject file, Complaints complaints) throws IOException {
    return switch (file.getType()) {
      case FILE -> {
        long size = file.getContent().getSize();
        if (size < 0) {
          complaints.once("Not shared, because nothing tells its size: " + path);
          yield Optional.empty();
        }
        yield Optional.of(new Found.FoundFile(path.name(), modified(file), key(path), size));
      }
      case FOLDER, FILE_OR_FOLDER ->
          Optional.of(new Found.FoundFolder(path.name(), modified(file), key(path)));
      case IMAGINARY -> Optional.empty();
    };
  }

  /**
   * What is in an archive is another file when the archive is: that an entry has the old size and
   * time does not mean that it has the old content.
   */
  private FileKey key(EntryPath path) {
    if (archiveWhenOpened.isEmpty()) {
      return FileKey.NONE;
    }
    Stat stat = archiveWhenOpened.get();
    long hash = 0xcbf29ce484222325L;
    for (char c : (stat.modified() + "/" + stat.size() + "/" + path).toCharArray()) {
      hash = (hash ^ c) * 0x100000001b3L;
    }
    return new FileKey(0, hash | 1);
  }

  /** Folders that an archive only implies have no time. */
  private static Instant modified(FileObject file) {
    try {
      return Instant.ofEpochMilli(Math.max(0, file.getContent().getLastModifiedTime()));
    } catch (FileSystemException _) {
      return Instant.EPOCH;
    }
  }

  /** One more user. */
  synchronized VfsTree use() {
    users++;
    return this;
  }

  /** Ends one use. */
  @Override
  public synchronized void close() {
    users--;
    closeIfDone();
  }

  /** Nobody will use it any more who does not yet. */
  synchronized void retire() {
    retired = true;
    closeIfDone();
  }

  private void closeIfDone() {
    if (retired && users == 0) {
      held.ifPresent(VfsTree::closeQuietly);
      own.ifPresent(StandardFileSystemManager::close);
    }
  }

  private static void closeQuietly(InputStream in) {
    try {
      in.close();
    } catch (IOException _) {
      // Nothing was written: there is nothing to lose.
    }
  }
}
