package org.synchronode.application.catalogue;

import java.util.List;
import org.synchronode.domain.change.ListHead;

/** What came of a delta. */
public sealed interface ApplyOutcome {

  /** The list now stands at the delta's end. */
  record Applied(ListHead head, List<EntryChange> changes) implements ApplyOutcome {}

  /** The list does not stand where the delta begins; nothing is changed. */
  record Gap(ListHead have) implements ApplyOutcome {}

  /**
   * The delta does not lead to what it promises: its fingerprint differs, or it contradicts the
   * list. Nothing is changed; a snapshot is needed.
   */
  record Inconsistent(String reason) implements ApplyOutcome {}

  /** There is no list of this host; a snapshot is needed. */
  record NoList() implements ApplyOutcome {}
}
