package org.synchronode.application.share;

import org.synchronode.domain.entry.EntryPath;

/** An entry of this node's own list, with where it is. */
public record Located(EntryPath path, Indexed indexed) {}
