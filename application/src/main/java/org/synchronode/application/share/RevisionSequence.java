package org.synchronode.application.share;

import org.synchronode.application.node.NodeStore;
import org.synchronode.domain.entry.Revision;

/**
 * Hands out this node's revisions, none of them twice, whatever crashes and restored backups lie
 * between: each sequence begins in an epoch that was never used. Not thread-safe.
 */
public final class RevisionSequence {
  private final NodeStore node;
  private Revision last;

  /** Begins a sequence after {@code head}, in an epoch that is drawn for it. */
  public RevisionSequence(NodeStore node, Revision head) {
    this.node = node;
    this.last = Revision.of(node.drawEpoch(), 0);
    startAfter(head);
  }

  /**
   * Makes sure that what is handed out from now on is later than a revision that somebody remembers
   * of this node. Where this node has forgotten it (a backup was restored), a later epoch is drawn.
   */
  void startAfter(Revision remembered) {
    if (!last.isAfter(remembered) && !last.equals(remembered)) {
      node.epochSeen(remembered.epoch());
      last = Revision.of(node.drawEpoch(), 0);
    }
  }

  Revision next() {
    last = last.next();
    return last;
  }
}
