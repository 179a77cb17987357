package org.synchronode.bootstrap.config;

import java.nio.file.Path;

/** Where the files that a node offers are. Nothing here looks whether they are there. */
public sealed interface ShareRoot {
  /** A folder of this machine, absolute and normalised. */
  record Folder(Path path) implements ShareRoot {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * Anything that Commons VFS can open, such as {@code zip:/photos.zip}. Its text form hides user
   * and password.
   */
  record Vfs(String url) implements ShareRoot {
    @Override
    public String toString() {
      return url.replaceAll("://[^/@]*@", "://…@");
    }
  }
}
