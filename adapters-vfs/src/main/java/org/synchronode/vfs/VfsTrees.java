package org.synchronode.vfs;

import java.io.IOException;
import java.util.Optional;

/** The present tree of a Commons VFS root. Safe for use by several threads. */
final class VfsTrees implements AutoCloseable {
  private final String url;
  private Optional<VfsTree> current = Optional.empty();

  VfsTrees(String url) {
    this.url = url;
  }

  /** A tree for reading one file; to be closed. */
  VfsTree forReading() throws IOException {
    VfsTree tree = present();
    if (!tree.isForOneReader()) {
      return tree;
    }
    tree.close();
    VfsTree own = VfsTree.open(url);
    own.retire();
    return own;
  }

  /** A tree that has seen nothing of another state than the present one; to be closed. */
  synchronized VfsTree forScanning() throws IOException {
    if (current.isPresent() && !current.get().isArchive()) {
      retireCurrent();
    }
    return present();
  }

  private synchronized VfsTree present() throws IOException {
    if (current.isPresent() && current.get().isOutdated()) {
      retireCurrent();
    }
    if (current.isEmpty()) {
      current = Optional.of(VfsTree.open(url));
    }
    return current.get().use();
  }

  private void retireCurrent() {
    current.ifPresent(
        tree -> {
          tree.retire();
          tree.close();
        });
    current = Optional.empty();
  }

  @Override
  public synchronized void close() {
    retireCurrent();
  }
}
