package org.synchronode.http.browse;

import java.io.OutputStream;
import java.util.Iterator;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.host.Presence;
import org.synchronode.http.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/**
 * A listing for programs: {@code {path, host, entries: [{name, type, size, modified, etag,
 * href}]}}.
 */
final class FolderJson {
  private FolderJson() {}

  static void write(FolderHead head, Iterator<FolderRow> rows, OutputStream out)
      throws java.io.IOException {
    // Closed only when all went well: closing writes what is missing, and flushes.
    JsonGenerator json = Json.generator(out);
    try {
      json.writeStartObject().writeStringProperty("path", head.path().text());
      if (head.host().isPresent()) {
        json.writeName("host").writeStartObject();
        host(json, head.host().get());
        json.writeEndObject();
      }
      json.writeName("entries").writeStartArray();
      while (rows.hasNext()) {
        row(json, rows.next());
      }
      json.writeEndArray().writeEndObject();
      json.close();
    } catch (JacksonException e) {
      throw new java.io.IOException("the client is gone", e);
    }
    out.write('\n');
  }

  private static void row(JsonGenerator json, FolderRow row) {
    json.writeStartObject();
    switch (row) {
      case FolderRow.HostRow(ListHosts.Listed host, _) -> {
        json.writeStringProperty("type", "host");
        host(json, host);
      }
      case FolderRow.EntryRow(Entry entry, _) -> entry(json, entry);
    }
    json.writeStringProperty("href", row.href().text()).writeEndObject();
  }

  private static void host(JsonGenerator json, ListHosts.Listed host) {
    json.writeStringProperty("name", host.host().name().value())
        .writeStringProperty("id", host.host().id().value())
        .writeBooleanProperty("online", host.presence() instanceof Presence.Online)
        .writeStringProperty("since", host.presence().since().toString());
  }

  private static void entry(JsonGenerator json, Entry entry) {
    json.writeStringProperty("name", entry.name().value());
    switch (entry) {
      case FileEntry file ->
          json.writeStringProperty("type", "file")
              .writeNumberProperty("size", file.size())
              .writeStringProperty("modified", file.modified().toString())
              .writeStringProperty("etag", file.state().etag().quoted());
      case FolderEntry folder ->
          json.writeStringProperty("type", "folder")
              .writeStringProperty("modified", folder.modified().toString());
    }
  }
}
