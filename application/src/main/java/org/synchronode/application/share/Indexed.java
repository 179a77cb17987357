package org.synchronode.application.share;

import org.synchronode.domain.entry.Entry;

/** An entry of this node's own list, with what the file system called it. */
public record Indexed(Entry entry, FileKey key) {}
