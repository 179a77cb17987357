package org.synchronode.ws.protocol;

import java.time.Instant;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.user.UserName;
import tools.jackson.core.JsonGenerator;

/**
 * A change as a JSON object. What is attached to an entry stands in {@code properties} and {@code
 * locks}, which are left out where there is none.
 */
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
    if (!entry.annotations().isEmpty()) {
      write(entry.annotations(), json);
    }
  }

  private static void write(Annotations annotations, JsonGenerator json) {
    json.writeArrayPropertyStart("properties");
    for (DeadProperty property : annotations.properties()) {
      json.writeStartObject()
          .writeStringProperty("namespace", property.name().namespace())
          .writeStringProperty("name", property.name().local())
          .writeStringProperty("xml", property.xml())
          .writeEndObject();
    }
    json.writeEndArray().writeArrayPropertyStart("locks");
    for (Lock lock : annotations.locks()) {
      json.writeStartObject()
          .writeStringProperty("token", lock.token().uri())
          .writeStringProperty("scope", lock.scope() == Lock.Scope.SHARED ? "shared" : "exclusive")
          .writeBooleanProperty("deep", lock.deep())
          .writeStringProperty("owner", lock.owner())
          .writeStringProperty("holder", lock.holder().value())
          .writeStringProperty("expires", lock.expires().toString())
          .writeEndObject();
    }
    json.writeEndArray();
  }

  static Change read(Fields fields) {
    EntryId id = fields.value("id", Words::id);
    Revision revision = fields.value("revision", Revision::parse);
    return switch (fields.text("change")) {
      case "remove" -> new Change.Remove(id, revision);
      case "folder" ->
          new Change.Put(
              new FolderEntry(
                  id,
                  parent(fields),
                  name(fields),
                  modified(fields),
                  revision,
                  annotations(fields)));
      case "file" ->
          new Change.Put(
              new FileEntry(
                  id,
                  parent(fields),
                  name(fields),
                  modified(fields),
                  fields.value("size", Long::parseLong),
                  fields.value("version", Revision::parse),
                  revision,
                  annotations(fields)));
      default -> throw new ProtocolException("unknown change");
    };
  }

  private static Annotations annotations(Fields fields) {
    return fields.has("properties") || fields.has("locks")
        ? new Annotations(
            fields.list("properties", Annotations.MOST_PROPERTIES, EntryText::property),
            fields.list("locks", Annotations.MOST_LOCKS, EntryText::lock))
        : Annotations.NONE;
  }

  private static DeadProperty property(Fields fields) {
    return new DeadProperty(
        new PropertyName(
            Words.written(fields.text("namespace")), Words.written(fields.text("name"))),
        Words.written(fields.text("xml", DeadProperty.LONGEST)));
  }

  private static Lock lock(Fields fields) {
    return new Lock(
        fields.value("token", LockToken::new),
        fields.value("scope", EntryText::scope),
        fields.flag("deep"),
        Words.written(fields.text("owner", Lock.LONGEST_OWNER)),
        fields.value("holder", UserName::new),
        fields.value("expires", Words::instant));
  }

  private static Lock.Scope scope(String text) {
    return switch (text) {
      case "exclusive" -> Lock.Scope.EXCLUSIVE;
      case "shared" -> Lock.Scope.SHARED;
      default -> throw new IllegalArgumentException("exclusive or shared expected");
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
