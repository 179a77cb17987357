package org.synchronode.vfs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.synchronode.domain.entry.EntryName;

/**
 * One folder of the disk, held open. Names are looked up relative to it (openat), so whatever is
 * done to the path that led here meanwhile, it stays the same folder; no symbolic link is followed.
 *
 * <p>The type of a name is looked at before it is opened, because opening a FIFO would wait for its
 * other end. A program of this machine that swaps a file for a FIFO just between the two can make
 * that one read wait; it can't make it read something else.
 *
 * <p>Names can be gone through once. Safe for use by several threads otherwise.
 */
final class OpenFolder implements AutoCloseable {
  private static final Set<OpenOption> READING =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private static final Set<OpenOption> CREATING =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);

  private static final Set<OpenOption> CHANGING =
      Set.of(
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          LinkOption.NOFOLLOW_LINKS);

  private static final Optional<OpenOption> DIRECT = direct();

  private final SecureDirectoryStream<Path> stream;

  private OpenFolder(SecureDirectoryStream<Path> stream) {
    this.stream = stream;
  }

  /** Opens the folder from which all others are reached; links on the way to it are followed. */
  @SuppressWarnings("StreamResourceLeak") // Closed by close(), or by of() where that fails.
  static OpenFolder at(Path path) throws IOException {
    return of(Files.newDirectoryStream(path));
  }

  private static OpenFolder of(DirectoryStream<Path> stream) throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new OpenFolder(secure);
    }
    stream.close();
    throw new IOException("this file system can't look names up relative to an open folder");
  }

  /** The same folder once more, with its own end, its names to be gone through again. */
  OpenFolder again() throws IOException {
    return of(stream.newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS));
  }

  /** This folder itself. */
  Stat stat() throws IOException {
    return Stat.of(stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes());
  }

  /** What a name stands for; nothing when there is no such name. */
  Optional<Stat> stat(EntryName name) throws IOException {
    return stat(Path.of(name.value()));
  }

  private Optional<Stat> stat(Path name) throws IOException {
    try {
      return Optional.of(
          Stat.of(
              stream
                  .getFileAttributeView(
                      name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                  .readAttributes()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /**
   * Opens a folder in this one.
   *
   * @throws NoSuchFileException when there is no such name
   * @throws NotDirectoryException when it is something else, such as a symbolic link
   */
  OpenFolder folder(EntryName name) throws IOException {
    Path path = Path.of(name.value());
    Stat stat = stat(path).orElseThrow(() -> new NoSuchFileException(name.value()));
    if (stat.kind() != Stat.Kind.FOLDER) {
      throw new NotDirectoryException(name.value());
    }
    return of(stream.newDirectoryStream(path, LinkOption.NOFOLLOW_LINKS));
  }

  /** Opens a name for reading that was just seen to be a regular file. */
  FileChannel file(EntryName name) throws IOException {
    return file(name, READING);
  }

  /**
   * The same past the system's cache.
   *
   * @throws IOException where the file system can't do that
   */
  FileChannel fileOnDisk(EntryName name) throws IOException {
    OpenOption direct = DIRECT.orElseThrow(() -> new IOException("no direct reads in this JDK"));
    try {
      return file(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS, direct));
    } catch (UnsupportedOperationException e) {
      throw new IOException(e);
    }
  }

  /** By its name, because the compiler warns of the package, which every JDK has had since 10. */
  private static Optional<OpenOption> direct() {
    try {
      for (Object option :
          Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants()) {
        if (option instanceof OpenOption open && option.toString().equals("DIRECT")) {
          return Optional.of(open);
        }
      }
    } catch (ClassNotFoundException _) {
      // Another JDK: done without.
    }
    return Optional.empty();
  }

  private FileChannel file(EntryName name, Set<OpenOption> options) throws IOException {
    SeekableByteChannel channel = stream.newByteChannel(Path.of(name.value()), options);
    if (channel instanceof FileChannel file) {
      return file;
    }
    channel.close();
    throw new IOException("this file system has no file channels");
  }

  /**
   * Goes through all names, in no order.
   *
   * @param naming makes a name of what the disk has; nothing for what is to be left out
   * @param reader gets each name with what it stands for; what vanishes meanwhile is left out
   * @throws IOException when the folder can't be read to its end
   */
  void forEach(Function<Path, Optional<EntryName>> naming, BiConsumer<EntryName, Stat> reader)
      throws IOException {
    try {
      for (Path member : stream) {
        Path onDisk = member.getFileName();
        Optional<EntryName> name = naming.apply(onDisk);
        if (name.isPresent()) {
          Optional<Stat> stat = stat(onDisk);
          if (stat.isPresent()) {
            reader.accept(name.get(), stat.get());
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Makes a file where nothing is. */
  FileChannel create(EntryName name) throws IOException {
    return file(name, CREATING);
  }

  /**
   * Opens a file of this node's own to be written to where it is; it is made where nothing is.
   *
   * @throws IOException where something else is
   */
  FileChannel change(EntryName name) throws IOException {
    if (stat(name).filter(stat -> stat.kind() != Stat.Kind.FILE).isPresent()) {
      throw new FileAlreadyExistsException(name.value());
    }
    return file(name, CHANGING);
  }

  /** Moves something, in one step, also over a file that has the name. Links are moved as such. */
  void move(EntryName name, OpenFolder into, EntryName as) throws IOException {
    stream.move(Path.of(name.value()), into.stream, Path.of(as.value()));
  }

  /** Removes a name that is no folder's; what a link leads to stays. */
  void deleteFile(EntryName name) throws IOException {
    stream.deleteFile(Path.of(name.value()));
  }

  /** Removes an empty folder. */
  void deleteFolder(EntryName name) throws IOException {
    stream.deleteDirectory(Path.of(name.value()));
  }

  /** Removes a name, with all that lies in it if it is a folder's. Nothing where there is none. */
  void remove(EntryName name) throws IOException {
    Optional<Stat> stat = stat(name);
    if (stat.isPresent() && stat.get().kind() == Stat.Kind.FOLDER) {
      try (OpenFolder folder = folder(name)) {
        folder.deleteAll();
      }
      deleteFolder(name);
    } else if (stat.isPresent()) {
      deleteFile(name);
    }
  }

  /** How many names this folder has that could be shared. It must not have been gone through. */
  int countShareableNames() throws IOException {
    int count = 0;
    try {
      for (Path member : stream) {
        if (!Exclusions.isReserved(member.getFileName().toString())) {
          count++;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return count;
  }

  /** Removes whatever is left in this folder, which must have been gone through by nobody yet. */
  void deleteAll() throws IOException {
    try {
      for (Path member : stream) {
        Path name = member.getFileName();
        Optional<Stat> stat = stat(name);
        if (stat.isPresent() && stat.get().kind() == Stat.Kind.FOLDER) {
          try (OpenFolder below = of(stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS))) {
            below.deleteAll();
          }
          stream.deleteDirectory(name);
        } else if (stat.isPresent()) {
          stream.deleteFile(name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Sets the time of a name that was just seen to be a file's or folder's. */
  void setModified(EntryName name, Instant modified) throws IOException {
    stream
        .getFileAttributeView(
            Path.of(name.value()), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(FileTime.from(modified), null, null);
  }

  /** What the system lets whom do with a name. */
  PosixFileAttributes rights(EntryName name) throws IOException {
    return posix(name).readAttributes();
  }

  /** Gives a name the same mode, and the same owner and group where this program may do that. */
  void setRights(EntryName name, PosixFileAttributes rights) throws IOException {
    PosixFileAttributeView view = posix(name);
    PosixFileAttributes now = view.readAttributes();
    try {
      if (!now.group().equals(rights.group())) {
        view.setGroup(rights.group());
      }
      if (!now.owner().equals(rights.owner())) {
        view.setOwner(rights.owner());
      }
    } catch (FileSystemException _) {
      // Only the system's administrator may give files away.
    }
    if (!now.permissions().equals(rights.permissions())) {
      view.setPermissions(rights.permissions());
    }
  }

  private PosixFileAttributeView posix(EntryName name) {
    return stream.getFileAttributeView(
        Path.of(name.value()), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Waits until the disk has the names of this folder as they are now. */
  void force() throws IOException {
    try (SeekableByteChannel self = stream.newByteChannel(Path.of("."), READING)) {
      if (self instanceof FileChannel channel) {
        channel.force(true);
      }
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException _) {
      // Nothing was written: there is nothing to lose.
    }
  }
}
