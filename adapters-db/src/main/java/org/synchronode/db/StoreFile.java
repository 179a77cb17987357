package org.synchronode.db;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where an H2 file lies, and what must be so before H2 may have it. */
final class StoreFile {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFile.class);

  /** Of the file's name, as H2 has it. */
  private static final String SUFFIX = ".mv.db";

  /** Much more than H2 needs to open a file. */
  private static final int ROOM_BYTES = 1 << 20;

  private final Path folder;
  private final String name;

  StoreFile(Path folder, String name) {
    this.folder = folder.toAbsolutePath().normalize();
    this.name = name;
  }

  String name() {
    return name;
  }

  Path path() {
    return folder.resolve(name + SUFFIX);
  }

  /** Another file beside it. */
  StoreFile sibling(String suffix) {
    return new StoreFile(folder, name + suffix);
  }

  /** H2 is never left to close itself when the JVM exits. */
  String url() {
    return "jdbc:h2:file:" + folder.resolve(name) + ";DB_CLOSE_ON_EXIT=FALSE";
  }

  /** Makes the folder, and finds what H2 would stumble over later. */
  void check() {
    if (folder.toString().indexOf(';') >= 0) {
      throw new StoreException("The store can't lie in " + folder + ": its path has a semicolon");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StoreException("The folder " + folder + " can't be made: " + e, e);
    }
    if (!Files.isWritable(folder)) {
      throw new StoreException(
          "The store " + path() + " can't be opened: its folder is not writable");
    }
    // H2 would open such a file, and fail at the first change.
    if (Files.exists(path()) && !Files.isWritable(path())) {
      throw new StoreException("The store " + path() + " can't be opened: it is not writable");
    }
    requireRoom();
  }

  /** Whether {@link #requireRoom} may succeed; costs next to nothing. */
  boolean hasRoom() {
    return folder.toFile().getUsableSpace() >= ROOM_BYTES;
  }

  /** H2 itself would go on in memory for a while. */
  void requireRoom() {
    Path room = folder.resolve(name + ".room");
    try {
      try {
        Files.write(room, new byte[ROOM_BYTES]);
      } finally {
        Files.deleteIfExists(room);
      }
    } catch (IOException e) {
      throw new StoreException(
          "The store " + path() + " can't be written: " + H2Failure.oneLine(e) + ".", e);
    }
  }

  /** Notes, for the next time that it is opened, that it is damaged. */
  void markDamaged() {
    try {
      Files.write(damageMark(), new byte[0]);
    } catch (IOException e) {
      LOG.warn("That {} is damaged could not be noted: {}", path(), H2Failure.oneLine(e));
    }
  }

  boolean isMarkedDamaged() {
    return Files.exists(damageMark());
  }

  private Path damageMark() {
    return folder.resolve(name + ".is-damaged");
  }

  /**
   * Gives a damaged file another name, so that a new one can take its place. Only the last one is
   * kept.
   *
   * @return where it is now
   */
  Path setAside() {
    Path aside = sibling(".damaged").path();
    try {
      Files.move(path(), aside, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(damageMark());
      return aside;
    } catch (IOException e) {
      throw new StoreException(
          "The damaged store " + path() + " can't be set aside: " + H2Failure.oneLine(e), e);
    }
  }

  void keepFromOthers() {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
    try {
      Files.setPosixFilePermissions(path(), owner);
    } catch (IOException e) {
      throw new StoreException("The store " + path() + " can't be kept from others: " + e, e);
    }
  }
}
