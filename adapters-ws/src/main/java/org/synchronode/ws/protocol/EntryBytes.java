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
 * A change as a CBOR array: what it is, then its values in order. Where something is attached to an
 * entry, two more arrays follow, of its properties and of its locks; else they are left out.
 */
final class EntryBytes {
  /**
   * Bytes of one part before compression, about: with one entry more, whatever is attached to it,
   * it is still within {@link Bounds#BINARY}, even if nothing of it can be compressed.
   */
  static final int PART_SIZE = Bounds.INFLATED / 4;

  private static final int FILE = 0;
  private static final int FOLDER = 1;
  private static final int REMOVE = 2;

  /** Characters of a user's name. */
  private static final int LONGEST_HOLDER = 64;

  private EntryBytes() {}

  private static final int EXCLUSIVE = 0;
  private static final int SHARED = 1;

  /** At most so many bytes. */
  static int size(Change change) {
    return change instanceof Change.Put(Entry entry) ? size(entry) : 32;
  }

  /** At most so many bytes. */
  static int size(Entry entry) {
    Annotations annotations = entry.annotations();
    int size = 80 + 3 * entry.name().value().length();
    return annotations.isEmpty()
        ? size
        : size
            + 8
            + 48 * annotations.properties().size()
            + (128 + 3 * LONGEST_HOLDER) * annotations.locks().size()
            + 3 * annotations.size();
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
    if (!entry.annotations().isEmpty()) {
      write(entry.annotations(), cbor);
    }
    cbor.writeEndArray();
  }

  private static void write(Annotations annotations, JsonGenerator cbor) {
    cbor.writeStartArray();
    for (DeadProperty property : annotations.properties()) {
      cbor.writeStartArray()
          .writeString(property.name().namespace())
          .writeString(property.name().local())
          .writeString(property.xml())
          .writeEndArray();
    }
    cbor.writeEndArray().writeStartArray();
    for (Lock lock : annotations.locks()) {
      Instant expires = lock.expires();
      cbor.writeStartArray()
          .writeString(lock.token().uri())
          .writeNumber(lock.scope() == Lock.Scope.SHARED ? SHARED : EXCLUSIVE)
          .writeBoolean(lock.deep())
          .writeString(lock.owner())
          .writeString(lock.holder().value())
          .writeNumber(expires.getEpochSecond())
          .writeNumber(expires.getNano())
          .writeEndArray();
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
    return switch ((int) Math.min(kind, Integer.MAX_VALUE)) {
      case REMOVE -> {
        in.endArray();
        yield new Change.Remove(id, revision);
      }
      case FOLDER ->
          new Change.Put(
              new FolderEntry(id, parent(in), name(in), instant(in), revision, annotations(in)));
      case FILE ->
          new Change.Put(
              new FileEntry(
                  id,
                  parent(in),
                  name(in),
                  instant(in),
                  in.number(),
                  new Revision(in.number()),
                  revision,
                  annotations(in)));
      default -> throw new ProtocolException("unknown kind of entry");
    };
  }

  /** The last of an entry. */
  private static Annotations annotations(CborFields in) {
    if (!in.nextElement()) {
      return Annotations.NONE;
    }
    Annotations annotations =
        new Annotations(
            in.list(Annotations.MOST_PROPERTIES, EntryBytes::property),
            in.list(Annotations.MOST_LOCKS, EntryBytes::lock));
    in.endArray();
    return annotations;
  }

  private static DeadProperty property(CborFields in) {
    in.beginArray();
    PropertyName name = new PropertyName(Words.written(in.text()), Words.written(in.text()));
    DeadProperty property = new DeadProperty(name, Words.written(in.text()));
    in.endArray();
    return property;
  }

  private static Lock lock(CborFields in) {
    in.beginArray();
    Lock lock =
        new Lock(
            new LockToken(in.text()),
            scope(in),
            in.flag(),
            Words.written(in.text()),
            new UserName(in.text()),
            instant(in));
    in.endArray();
    return lock;
  }

  private static Lock.Scope scope(CborFields in) {
    long scope = in.number();
    if (scope != EXCLUSIVE && scope != SHARED) {
      throw new ProtocolException("unknown scope of a lock");
    }
    return scope == SHARED ? Lock.Scope.SHARED : Lock.Scope.EXCLUSIVE;
  }

  private static EntryId parent(CborFields in) {
    return new EntryId(in.number());
  }

  private static EntryName name(CborFields in) {
    return new EntryName(in.text());
  }

  private static Instant instant(CborFields in) {
    long seconds = in.number();
    long nanos = in.number();
    if (nanos < 0 || nanos > 999_999_999) {
      throw new ProtocolException("nanoseconds are less than a second");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }
}
