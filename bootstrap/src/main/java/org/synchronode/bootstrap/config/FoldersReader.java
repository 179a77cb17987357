package org.synchronode.bootstrap.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Permission;
import org.synchronode.domain.entry.EntryPath;

/** Reads which folders of a share root are shared, and what others may do in each. */
final class FoldersReader {
  private static final String PATH = "path";
  private static final String PERMISSIONS = "permissions";
  private static final List<String> MEMBERS = List.of(PATH, PERMISSIONS);
  private static final List<String> NOT_BUILT_YET = List.of("visibility", "include", "exclude");

  private final ShareRoot root;

  FoldersReader(ShareRoot root) {
    this.root = root;
  }

  /** Everything alike. */
  FolderRules whole(Given permissions) {
    return FolderRules.whole(permission(permissions));
  }

  /** Only what is listed. */
  FolderRules listed(Given folders) {
    Map<EntryPath, Permission> listed = new HashMap<>();
    int number = 0;
    for (Map<String, GivenValue> members : entries(folders)) {
      number++;
      Given entry =
          new Given(folders.where() + ": entry " + number, folders.folder(), folders.value());
      requireKnown(entry, members);
      Given path =
          member(entry, members, PATH)
              .orElseThrow(
                  () -> SettingsReader.wrong(entry, "has no 'path'; \"/\" is the whole share"));
      Permission permission =
          member(entry, members, PERMISSIONS).map(this::permission).orElse(Permission.READ);
      if (listed.putIfAbsent(path(path), permission) != null) {
        throw SettingsReader.wrong(
            path, "is " + path.value().description() + ", which an entry above has already");
      }
    }
    return new FolderRules(listed);
  }

  private static List<Map<String, GivenValue>> entries(Given folders) {
    return switch (folders.value()) {
      case GivenValue.Objects(List<Map<String, GivenValue>> entries) -> entries;
      case GivenValue.Texts(List<String> none) when none.isEmpty() ->
          throw SettingsReader.wrong(
              folders,
              "is empty, so that nothing would be shared; without it, all of shareRoot is");
      default ->
          throw SettingsReader.wrong(
              folders,
              "is "
                  + folders.value().description()
                  + ", but must be an array such as [{path: \"/photos\", permissions: \"r\"}]");
    };
  }

  private static void requireKnown(Given entry, Map<String, GivenValue> members) {
    for (String name : members.keySet()) {
      if (NOT_BUILT_YET.contains(name)) {
        throw SettingsReader.wrong(
            entry,
            "has '" + name + "', which is designed but not built yet in this version; remove it");
      }
      if (!MEMBERS.contains(name)) {
        List<String> names = new ArrayList<>(MEMBERS);
        names.addAll(NOT_BUILT_YET);
        throw SettingsReader.wrong(
            entry,
            "has '"
                + OneLine.of(name)
                + "', which is unknown; "
                + NearestName.to(name, names)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("remove it; known are " + String.join(", ", MEMBERS)));
      }
    }
  }

  private static Optional<Given> member(Given entry, Map<String, GivenValue> members, String name) {
    return Optional.ofNullable(members.get(name))
        .map(value -> new Given(entry.where() + ": '" + name + "'", entry.folder(), value));
  }

  private static EntryPath path(Given it) {
    String text = SettingsReader.text(it);
    if (text.equals("/")) {
      return EntryPath.ROOT;
    }
    try {
      return EntryPath.of(text.replaceFirst("^/", "").replaceFirst("/$", "").split("/", -1));
    } catch (IllegalArgumentException e) {
      throw SettingsReader.wrong(
          it,
          "is "
              + it.value().description()
              + ", but must be a path within shareRoot, such as \"/photos\": "
              + e.getMessage());
    }
  }

  private Permission permission(Given it) {
    Permission permission = SettingsReader.choice(it, Permission.values(), Permission::key);
    if (permission != Permission.READ && root instanceof ShareRoot.Vfs) {
      throw SettingsReader.wrong(
          it,
          "is "
              + it.value().description()
              + ", but what shareRoot names can only be read: it is no folder of this machine");
    }
    return permission;
  }
}
