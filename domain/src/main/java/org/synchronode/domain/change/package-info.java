/**
 * How a list of entries travels: an owner numbers its {@link org.synchronode.domain.change.Change
 * changes}, {@link org.synchronode.domain.change.Delta deltas} carry them in order, and the {@link
 * org.synchronode.domain.change.ListHead} says which list a catalogue has, up to where, with a
 * {@link org.synchronode.domain.change.Fingerprint} of all of it.
 */
@NullMarked
package org.synchronode.domain.change;

import org.jspecify.annotations.NullMarked;
