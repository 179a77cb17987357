package org.synchronode.db.catalogue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.synchronode.application.catalogue.Listing.Listed;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * An entry and its path in a temporary file. The folder's path is written only where it is another
 * than that of the entry before: members of a folder come together.
 */
final class ListedForm implements SpoolFile.Form<Listed> {
  private static final int SAME_FOLDER = -1;

  private final EntryForm entries = new EntryForm();
  private EntryPath written = EntryPath.ROOT;
  private EntryPath read = EntryPath.ROOT;

  @Override
  public void write(DataOutputStream to, Listed listed) throws IOException {
    EntryPath folder = listed.path().parent();
    if (folder.equals(written)) {
      to.writeInt(SAME_FOLDER);
    } else {
      to.writeInt(folder.names().size());
      for (EntryName name : folder.names()) {
        to.writeUTF(name.value());
      }
      written = folder;
    }
    entries.write(to, listed.entry());
  }

  @Override
  public Listed read(DataInputStream from) throws IOException {
    int depth = from.readInt();
    if (depth != SAME_FOLDER) {
      List<EntryName> names = new ArrayList<>(depth);
      for (int i = 0; i < depth; i++) {
        names.add(new EntryName(from.readUTF()));
      }
      read = new EntryPath(names);
    }
    Entry entry = entries.read(from);
    return new Listed(read.child(entry.name()), entry);
  }

  @Override
  public int weight(Listed listed) {
    return entries.weight(listed.entry());
  }
}
