package org.synchronode.ws.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.property.PropertyPatch;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.WriteGuard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An {@link Edit} as fields of a message. Reading throws {@link RuntimeException}s of the kinds
 * that {@link ExchangeCodec#read} turns into a violation.
 */
final class EditCodec {
  /** Twice what an entry can have: all that it had go, and as many come. */
  private static final int MOST_PATCHES = 128;

  private EditCodec() {}

  /**
   * Writes an edit.
   *
   * @throws IllegalArgumentException when it has more parts than are read
   */
  static void write(Edit edit, ObjectNode json) {
    Fields.putPath(edit.path(), json, "path");
    GuardCodec.write(edit.guard(), json.putObject("guard"));
    switch (edit) {
      case Edit.MakeFolder make -> {
        json.put("edit", "make-folder");
        putPatches(make.properties(), json);
      }
      case Edit.Delete delete -> {
        json.put("edit", "delete");
        delete
            .unchangedSince()
            .ifPresent(revision -> json.put("unchangedSince", revision.toString()));
      }
      case Edit.Move move -> {
        json.put("edit", "move").put("overwrite", move.overwrite());
        Fields.putPath(move.to(), json, "to");
      }
      case Edit.Copy copy -> {
        json.put("edit", "copy").put("deep", copy.deep()).put("overwrite", copy.overwrite());
        Fields.putPath(copy.to(), json, "to");
      }
      case Edit.Patch patch -> {
        json.put("edit", "patch");
        putPatches(patch.properties(), json);
        patch.modified().ifPresent(modified -> json.put("modified", modified.toString()));
      }
      case Edit.TakeLock lock -> {
        WriteCodec.putScope(lock.scope(), json.put("edit", "lock"));
        requireShort(lock.owner());
        json.put("deep", lock.deep())
            .put("owner", lock.owner())
            .put("wanted", lock.wanted().toString());
      }
      case Edit.RefreshLock refresh ->
          json.put("edit", "refresh").put("wanted", refresh.wanted().toString());
      case Edit.Unlock unlock -> json.put("edit", "unlock").put("token", unlock.token().uri());
    }
  }

  static Edit read(JsonNode json) {
    EntryPath path = Fields.path(json, "path");
    WriteGuard guard = GuardCodec.read(Fields.object(json, "guard"));
    return switch (Fields.text(json, "edit")) {
      case "make-folder" -> new Edit.MakeFolder(path, patches(json), guard);
      case "delete" ->
          new Edit.Delete(
              path,
              json.has("unchangedSince")
                  ? Optional.of(Revision.parse(Fields.text(json, "unchangedSince")))
                  : Optional.empty(),
              guard);
      case "move" ->
          new Edit.Move(path, Fields.path(json, "to"), Fields.truth(json, "overwrite"), guard);
      case "copy" ->
          new Edit.Copy(
              path,
              Fields.path(json, "to"),
              Fields.truth(json, "deep"),
              Fields.truth(json, "overwrite"),
              guard);
      case "patch" -> {
        Optional<Instant> modified = WriteCodec.instant(json, "modified");
        yield new Edit.Patch(path, patches(json), modified, guard);
      }
      case "lock" ->
          new Edit.TakeLock(
              path,
              WriteCodec.scope(json),
              Fields.truth(json, "deep"),
              requireShort(Fields.text(json, "owner")),
              wanted(json),
              guard);
      case "refresh" -> new Edit.RefreshLock(path, wanted(json), guard);
      case "unlock" -> new Edit.Unlock(path, new LockToken(Fields.text(json, "token")), guard);
      default -> throw new IllegalArgumentException("an unknown edit");
    };
  }

  private static void putPatches(List<PropertyPatch> patches, ObjectNode json) {
    if (patches.size() > MOST_PATCHES) {
      throw new IllegalArgumentException("more than " + MOST_PATCHES + " properties at a time");
    }
    ArrayNode array = json.putArray("properties");
    for (PropertyPatch patch : patches) {
      switch (patch) {
        case PropertyPatch.Set(DeadProperty(PropertyName name, String xml)) ->
            putName(name, array.addObject()).put("set", xml);
        case PropertyPatch.Remove(PropertyName name) -> putName(name, array.addObject());
      }
    }
  }

  private static ObjectNode putName(PropertyName name, ObjectNode json) {
    return json.put("namespace", name.namespace()).put("local", name.local());
  }

  private static List<PropertyPatch> patches(JsonNode json) {
    return Fields.list(json, "properties", MOST_PATCHES, EditCodec::patch);
  }

  private static PropertyPatch patch(JsonNode json) {
    PropertyName name =
        new PropertyName(Fields.text(json, "namespace"), Fields.text(json, "local"));
    return json.has("set")
        ? new PropertyPatch.Set(new DeadProperty(name, Fields.text(json, "set")))
        : new PropertyPatch.Remove(name);
  }

  private static Duration wanted(JsonNode json) {
    return Duration.parse(Fields.text(json, "wanted"));
  }

  private static String requireShort(String owner) {
    if (owner.length() > Lock.LONGEST_OWNER) {
      throw new IllegalArgumentException("a lock's owner is too long");
    }
    return owner;
  }
}
