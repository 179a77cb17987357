package org.synchronode.application.catalogue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;

/** What an owner does next, to which of its entries. Does nothing where it is not possible. */
public record OwnersStep(Kind kind, int which, int where, int name) {
  private static final List<String> NAMES = List.of("a", "b", "A", "\u00e9", "e\u0301");

  /** Any of them. */
  public static Arbitrary<OwnersStep> any() {
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 1000);
    return Combinators.combine(Arbitraries.of(Kind.class), any, any, any).as(OwnersStep::new);
  }

  /** What it does; {@link #TELL} is for the test to do. */
  public enum Kind {
    FOLDER,
    FILE,
    WRITE,
    MOVE,
    ANNOTATE,
    REMOVE,
    TELL
  }

  /** Does it. */
  public void take(OwnersList owner) {
    List<Entry> all = List.copyOf(owner.entries());
    EntryId into = folder(owner);
    String as = NAMES.get(name % NAMES.size());
    boolean free = owner.members(into).stream().noneMatch(entry -> entry.name().value().equals(as));
    Entry chosen =
        all.isEmpty()
            ? FolderEntry.root(CataloguePart.NOON, owner.head().revision())
            : all.get(which % all.size());
    switch (kind) {
      case FOLDER -> {
        if (free) {
          owner.folder(into, as);
        }
      }
      case FILE -> {
        if (free) {
          owner.file(into, as);
        }
      }
      case WRITE -> {
        if (chosen instanceof FileEntry) {
          owner.write(chosen.id(), where);
        }
      }
      case MOVE -> {
        boolean intoItself =
            chosen.id().equals(into)
                || owner.below(chosen.id()).stream().anyMatch(entry -> entry.id().equals(into));
        if (free && !all.isEmpty() && !intoItself) {
          owner.move(chosen.id(), into, as);
        }
      }
      case ANNOTATE -> {
        if (!all.isEmpty()) {
          owner.annotate(chosen.id(), Attached.some(where));
        }
      }
      case REMOVE -> {
        if (!all.isEmpty()) {
          owner.remove(chosen.id());
        }
      }
      case TELL -> {}
    }
  }

  private EntryId folder(OwnersList owner) {
    List<EntryId> folders = new ArrayList<>(List.of(EntryId.ROOT));
    owner.entries().stream()
        .filter(FolderEntry.class::isInstance)
        .map(Entry::id)
        .forEach(folders::add);
    return folders.get(where % folders.size());
  }
}
