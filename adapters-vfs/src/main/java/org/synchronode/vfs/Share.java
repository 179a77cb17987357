package org.synchronode.vfs;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.share.IndexShare;

/**
 * The files that this node shares: a folder of this machine, or what a Commons VFS URL leads to.
 * Opened once at start; nothing is read of it before {@link #firstScan}. Safe for use by several
 * threads.
 */
public interface Share extends AutoCloseable {

  /**
   * Opens a share.
   *
   * @param root a path, or a URL such as {@code zip:/path/to.zip}; a path whose first name has a
   *     colon is written with {@code ./} before it
   * @param dataDir where the node remembers which share it was; never shared
   * @param neverShared further files and folders that belong to the node: configuration, keys
   * @throws ShareException when there is nothing there that could be read
   */
  static Share open(
      String root,
      Path dataDir,
      Collection<Path> neverShared,
      IndexShare index,
      ShareSettings settings) {
    Matcher scheme = Scheme.FORM.matcher(root);
    if (!scheme.lookingAt()) {
      return DiskShare.open(Scheme.path(root), dataDir, neverShared, index, settings);
    }
    if (scheme.group(1).toLowerCase(Locale.ROOT).equals("file")) {
      return DiskShare.open(Scheme.filePath(root), dataDir, neverShared, index, settings);
    }
    return VfsShare.open(root, index, settings);
  }

  /** Where the files are read. Can be used at once. */
  HostFiles files();

  /**
   * Scans everything, which may take minutes; what was seen so far can be listed meanwhile.
   *
   * @throws ShareUnavailable when the share is not there, or is not the one that it was: the list
   *     stays as it is, and once watching was started, the share is looked for again
   */
  void firstScan(ScanProgress progress) throws ShareUnavailable;

  /** Begins to keep the list up to date. */
  void startWatching();

  /**
   * Scans everything again, now.
   *
   * @throws ShareUnavailable as {@link #firstScan} does
   */
  void rescan() throws ShareUnavailable;

  /** Ends scans and watching within a moment. Files that are open stay open. */
  @Override
  void close();
}
