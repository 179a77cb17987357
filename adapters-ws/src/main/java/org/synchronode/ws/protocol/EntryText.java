package org.synchronode.ws.protocol;

import java.time.Instant;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import tools.jackson.core.JsonGenerator;

/** A change as a JSON object. */
final class EntryText {
  private EntryText() {}

  static void write(Change change, JsonGenerator json) {
    json.writeStartObject();
    switch (change) {
      case Change.Put(Entry entry) -> write(entry, json);
      case Change.Remove(EntryId id, Revision revision) ->
          json.writeStringProperty("change", "remove")
              .writeStringProperty("id", Words.write(id))
              .writeStringProperty("revision", revision.toString());
    }
    json.writeEndObject();
  }

  private static void write(Entry entry, JsonGenerator json) {
    json.writeStringProperty("change", entry instanceof FileEntry ? "file" : "folder")
        .writeStringProperty("id", Words.write(entry.id()))
        .writeStringProperty("parent", Words.write(entry.parent()))
        .writeStringProperty("name", entry.name().value())
        .writeStringProperty("modified", entry.modified().toString())
        .writeStringProperty("revision", entry.revision().toString());
    if (entry instanceof FileEntry file) {
      json.writeStringProperty("size", Long.toString(file.size()))
          .writeStringProperty("version", file.version().toString());
    }
  }

  static Change read(Fields fields) {
    EntryId id = fields.value("id", Words::id);
    Revision revision = fields.value("revision", Revision::parse);
    return switch (fields.text("change")) {
      case "remove" -> new Change.Remove(id, revision);
      case "folder" ->
          new Change.Put(
              new FolderEntry(id, parent(fields), name(fields), modified(fields), revision));
      case "file" ->
          new Change.Put(
              new FileEntry(
                  id,
                  parent(fields),
                  name(fields),
                  modified(fields),
                  fields.value("size", Long::parseLong),
                  fields.value("version", Revision::parse),
                  revision));
      default -> throw new ProtocolException("unknown change");
    };
  }

  private static EntryId parent(Fields fields) {
    return fields.value("parent", Words::id);
  }

  private static EntryName name(Fields fields) {
    return fields.value("name", EntryName::new);
  }

  private static Instant modified(Fields fields) {
    return fields.value("modified", Words::instant);
  }
}
