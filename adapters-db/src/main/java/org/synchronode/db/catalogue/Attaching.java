package org.synchronode.db.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.synchronode.application.share.Indexed;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;

/**
 * Hands entries on in their order, each with what is attached to it. Entries with nothing go
 * through at once; those with something wait for some more, so that one question is asked for many.
 */
final class Attaching {
  /** Few enough for memory, whatever is attached to them. */
  private static final int MOST_ANNOTATED = 50;

  private static final int MOST_WAITING = 1000;

  private final AnnotationRows rows;
  private final Consumer<Indexed> found;
  private final List<Indexed> waiting = new ArrayList<>();
  private final Set<EntryId> annotated = new HashSet<>();

  Attaching(AnnotationRows rows, Consumer<Indexed> found) {
    this.rows = rows;
    this.found = found;
  }

  /** Takes the next entry, still without annotations, and whether it has some. */
  void accept(Indexed indexed, boolean hasSome) {
    if (hasSome) {
      annotated.add(indexed.entry().id());
    } else if (waiting.isEmpty()) {
      found.accept(indexed);
      return;
    }
    waiting.add(indexed);
    if (annotated.size() == MOST_ANNOTATED || waiting.size() == MOST_WAITING) {
      end();
    }
  }

  /** Hands on what still waits. */
  void end() {
    if (waiting.isEmpty()) {
      return;
    }
    Map<EntryId, Annotations> attached = rows.of(annotated);
    for (Indexed indexed : waiting) {
      Entry entry = indexed.entry();
      Annotations annotations = attached.get(entry.id());
      found.accept(
          annotations == null
              ? indexed
              : new Indexed(entry.annotated(annotations, entry.revision()), indexed.key()));
    }
    waiting.clear();
    annotated.clear();
  }
}
