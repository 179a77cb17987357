package org.synchronode.domain.change;

import org.synchronode.domain.entry.Revision;

/**
 * Where a list stands: which life of it, its last revision, and the fingerprint of everything in
 * it.
 *
 * @param entries how many entries it has, the root not counted
 */
public record ListHead(IndexId index, Revision revision, Fingerprint fingerprint, long entries) {

  public static ListHead empty(IndexId index) {
    return new ListHead(index, Revision.NONE, Fingerprint.EMPTY, 0);
  }
}
