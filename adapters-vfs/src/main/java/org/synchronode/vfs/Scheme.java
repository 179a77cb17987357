package org.synchronode.vfs;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Tells a URL from a path. One letter before a colon is a drive. */
final class Scheme {
  static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):");

  private Scheme() {}

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ShareException("shareRoot \"" + text + "\" can't be a path: " + e.getReason(), e);
    }
  }

  static Path filePath(String url) {
    try {
      return Path.of(URI.create(url));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new ShareException("shareRoot \"" + url + "\" is no file URL: " + e.getMessage(), e);
    }
  }
}
