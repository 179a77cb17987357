package org.synchronode.application.share;

import java.util.Optional;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FileState;

/** An entry of this node's own list, with what the file system called it. */
public record Indexed(Entry entry, FileKey key) {

  /** The state of a file; nothing for a folder. */
  Optional<FileState> fileState() {
    return entry instanceof FileEntry file ? Optional.of(file.state()) : Optional.empty();
  }
}
