package org.synchronode.domain.write;

import org.synchronode.domain.entry.EntryPath;

/**
 * A file or folder that comes from another host, with all that lies in it, as its new owner needs
 * to know it; the tree itself comes beside it.
 *
 * @param overwrite whether what stands at the target gives way, as a whole
 */
public record TreeWrite(EntryPath path, boolean overwrite, WriteGuard guard) {}
