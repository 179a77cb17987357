package org.synchronode.db.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.synchronode.application.share.FileKey;
import org.synchronode.application.share.Indexed;
import org.synchronode.application.share.KnownFolder;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;

/**
 * Finds many folders of one list at once, by exact names, with their members: as many queries as
 * the deepest path has names, not as many as there are folders.
 */
final class FolderLookUp {
  private final EntryRows rows;
  private final Map<EntryPath, Indexed> found = new HashMap<>();

  FolderLookUp(DSLContext sql, ShownList list) {
    this.rows = new EntryRows(sql, list.key());
    found.put(EntryPath.ROOT, new Indexed(list.root(), FileKey.NONE));
  }

  /** Those of the places where the list has a folder. Used once. */
  Map<EntryPath, KnownFolder> at(Collection<EntryPath> paths) {
    Set<EntryPath> level = Set.copyOf(paths);
    List<Set<EntryPath>> upwards = new ArrayList<>();
    while (!level.isEmpty()) {
      upwards.add(level);
      Set<EntryPath> above = new HashSet<>();
      level.stream().filter(path -> !path.isRoot()).forEach(path -> above.add(path.parent()));
      level = above;
    }
    upwards.reversed().forEach(this::step);
    return withMembers(paths);
  }

  /** From folders that are found to what is wanted in them. */
  private void step(Set<EntryPath> wanted) {
    Map<Place, EntryPath> places = new HashMap<>();
    for (EntryPath path : wanted) {
      Indexed folder = path.isRoot() ? null : found.get(path.parent());
      if (folder != null) {
        places.put(new Place(folder.entry().id(), path.name().value()), path);
      }
    }
    rows.at(
        places.keySet(),
        indexed -> {
          Entry entry = indexed.entry();
          EntryPath path = places.get(new Place(entry.parent(), entry.name().value()));
          if (entry instanceof FolderEntry && path != null) {
            found.put(path, indexed);
          }
        });
  }

  private Map<EntryPath, KnownFolder> withMembers(Collection<EntryPath> paths) {
    Map<EntryPath, Indexed> folders = new HashMap<>(found);
    folders.keySet().retainAll(Set.copyOf(paths));
    Map<EntryId, List<Indexed>> members = new HashMap<>();
    folders.values().forEach(folder -> members.put(folder.entry().id(), new ArrayList<>()));
    rows.members(
        members.keySet(),
        member -> members.getOrDefault(member.entry().parent(), List.of()).add(member));
    Map<EntryPath, KnownFolder> known = HashMap.newHashMap(folders.size());
    folders.forEach(
        (path, folder) ->
            known.put(
                path,
                new KnownFolder(folder, members.getOrDefault(folder.entry().id(), List.of()))));
    return known;
  }

  /** Where an entry lies, whatever it is. */
  record Place(EntryId folder, String name) {}
}
