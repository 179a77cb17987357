/**
 * An {@link org.synchronode.domain.entry.Entry} is one file or folder of a share. Its owner gives
 * it an {@link org.synchronode.domain.entry.EntryId} for ever and numbers each of its changes by a
 * {@link org.synchronode.domain.entry.Revision}; {@link org.synchronode.domain.entry.EntryPath}
 * says where it lies.
 */
@NullMarked
package org.synchronode.domain.entry;

import org.jspecify.annotations.NullMarked;
