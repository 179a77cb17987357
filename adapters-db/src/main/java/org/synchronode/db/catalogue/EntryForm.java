package org.synchronode.db.catalogue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

/** An entry in a temporary file. Only the program that wrote it reads it. */
final class EntryForm implements SpoolFile.Form<Entry> {
  private static final long FOLDER = -1;

  @Override
  public void write(DataOutputStream to, Entry entry) throws IOException {
    to.writeLong(entry.id().value());
    to.writeLong(entry.parent().value());
    to.writeUTF(entry.name().value());
    Instant modified = entry.modified();
    to.writeLong(modified.getEpochSecond());
    to.writeInt(modified.getNano());
    to.writeLong(entry.revision().value());
    switch (entry) {
      case FolderEntry _ -> to.writeLong(FOLDER);
      case FileEntry file -> {
        to.writeLong(file.size());
        to.writeLong(file.version().value());
      }
    }
    Annotations annotations = entry.annotations();
    to.writeBoolean(!annotations.isEmpty());
    if (!annotations.isEmpty()) {
      write(to, annotations);
    }
  }

  private static void write(DataOutputStream to, Annotations annotations) throws IOException {
    to.writeInt(annotations.properties().size());
    for (DeadProperty property : annotations.properties()) {
      to.writeUTF(property.name().namespace());
      to.writeUTF(property.name().local());
      to.writeUTF(property.xml());
    }
    to.writeInt(annotations.locks().size());
    for (Lock lock : annotations.locks()) {
      to.writeUTF(lock.token().uri());
      to.writeBoolean(lock.scope() == Lock.Scope.SHARED);
      to.writeBoolean(lock.deep());
      to.writeUTF(lock.owner());
      to.writeUTF(lock.holder().value());
      Instant expires = lock.expires();
      to.writeLong(expires.getEpochSecond());
      to.writeInt(expires.getNano());
    }
  }

  @Override
  public Entry read(DataInputStream from) throws IOException {
    EntryId id = new EntryId(from.readLong());
    EntryId parent = new EntryId(from.readLong());
    EntryName name = new EntryName(from.readUTF());
    Instant modified = Instant.ofEpochSecond(from.readLong(), from.readInt());
    Revision revision = new Revision(from.readLong());
    long size = from.readLong();
    if (size == FOLDER) {
      return new FolderEntry(id, parent, name, modified, revision, annotations(from));
    }
    Revision version = new Revision(from.readLong());
    return new FileEntry(id, parent, name, modified, size, version, revision, annotations(from));
  }

  private static Annotations annotations(DataInputStream from) throws IOException {
    if (!from.readBoolean()) {
      return Annotations.NONE;
    }
    List<DeadProperty> properties = new ArrayList<>();
    for (int left = from.readInt(); left > 0; left--) {
      PropertyName name = new PropertyName(from.readUTF(), from.readUTF());
      properties.add(new DeadProperty(name, from.readUTF()));
    }
    List<Lock> locks = new ArrayList<>();
    for (int left = from.readInt(); left > 0; left--) {
      locks.add(
          new Lock(
              new LockToken(from.readUTF()),
              from.readBoolean() ? Lock.Scope.SHARED : Lock.Scope.EXCLUSIVE,
              from.readBoolean(),
              from.readUTF(),
              new UserName(from.readUTF()),
              Instant.ofEpochSecond(from.readLong(), from.readInt())));
    }
    return new Annotations(properties, locks);
  }

  @Override
  public int weight(Entry entry) {
    return Weight.of(entry);
  }
}
