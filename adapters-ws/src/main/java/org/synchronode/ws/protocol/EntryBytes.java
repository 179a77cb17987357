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

/** A change as a CBOR array: what it is, then its values in order. */
final class EntryBytes {
  /** Bytes of one part before compression, about: half of what a receiver must take. */
  static final int PART_SIZE = Bounds.INFLATED / 4;

  private static final int FILE = 0;
  private static final int FOLDER = 1;
  private static final int REMOVE = 2;

  private EntryBytes() {}

  /** At most so many bytes. */
  static int size(Entry entry) {
    return 80 + 3 * entry.name().value().length();
  }

  static void write(Change change, JsonGenerator cbor) {
    switch (change) {
      case Change.Put(Entry entry) -> write(entry, cbor);
      case Change.Remove(EntryId id, Revision revision) ->
          cbor.writeStartArray()
              .writeNumber(REMOVE)
              .writeNumber(id.value())
              .writeNumber(revision.value())
              .writeEndArray();
    }
  }

  static void write(Entry entry, JsonGenerator cbor) {
    Instant modified = entry.modified();
    cbor.writeStartArray()
        .writeNumber(entry instanceof FileEntry ? FILE : FOLDER)
        .writeNumber(entry.id().value())
        .writeNumber(entry.revision().value())
        .writeNumber(entry.parent().value())
        .writeString(entry.name().value())
        .writeNumber(modified.getEpochSecond())
        .writeNumber(modified.getNano());
    if (entry instanceof FileEntry file) {
      cbor.writeNumber(file.size()).writeNumber(file.version().value());
    }
    cbor.writeEndArray();
  }

  static Entry entry(CborFields in) {
    if (change(in) instanceof Change.Put(Entry entry)) {
      return entry;
    }
    throw new ProtocolException("a list holds entries only");
  }

  static Change change(CborFields in) {
    in.beginArray();
    long kind = in.number();
    EntryId id = new EntryId(in.number());
    Revision revision = new Revision(in.number());
    Change change =
        switch ((int) Math.min(kind, Integer.MAX_VALUE)) {
          case REMOVE -> new Change.Remove(id, revision);
          case FOLDER ->
              new Change.Put(new FolderEntry(id, parent(in), name(in), modified(in), revision));
          case FILE ->
              new Change.Put(
                  new FileEntry(
                      id,
                      parent(in),
                      name(in),
                      modified(in),
                      in.number(),
                      new Revision(in.number()),
                      revision));
          default -> throw new ProtocolException("unknown kind of entry");
        };
    in.endArray();
    return change;
  }

  private static EntryId parent(CborFields in) {
    return new EntryId(in.number());
  }

  private static EntryName name(CborFields in) {
    return new EntryName(in.text());
  }

  private static Instant modified(CborFields in) {
    long seconds = in.number();
    long nanos = in.number();
    if (nanos < 0 || nanos > 999_999_999) {
      throw new ProtocolException("nanoseconds are less than a second");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }
}
