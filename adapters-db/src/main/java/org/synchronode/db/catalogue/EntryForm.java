package org.synchronode.db.catalogue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;

/** An entry in a temporary file. Only the program that wrote it reads it. */
final class EntryForm implements Spool.Form<Entry> {
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
  }

  @Override
  public Entry read(DataInputStream from) throws IOException {
    EntryId id = new EntryId(from.readLong());
    EntryId parent = new EntryId(from.readLong());
    EntryName name = new EntryName(from.readUTF());
    Instant modified = Instant.ofEpochSecond(from.readLong(), from.readInt());
    Revision revision = new Revision(from.readLong());
    long size = from.readLong();
    return size == FOLDER
        ? new FolderEntry(id, parent, name, modified, revision)
        : new FileEntry(id, parent, name, modified, size, new Revision(from.readLong()), revision);
  }
}
