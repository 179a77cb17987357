package org.synchronode.http.dav;

import java.time.Instant;
import java.util.Optional;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.http.path.PublicPath;

/**
 * What a multistatus tells about.
 *
 * @param name the last segment of its path, decoded
 * @param file what it is, unless it is a collection
 */
record Member(PublicPath href, String name, Optional<Instant> modified, Optional<FileEntry> file) {

  static Member collection(PublicPath href, String name, Optional<Instant> modified) {
    return new Member(href, name, modified, Optional.empty());
  }

  static Member entry(PublicPath href, String name, Entry entry) {
    return new Member(
        href,
        name,
        Optional.of(entry.modified()),
        entry instanceof FileEntry file ? Optional.of(file) : Optional.empty());
  }

  boolean collection() {
    return file.isEmpty();
  }
}
