package org.synchronode.ws.protocol;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.synchronode.domain.entry.Entry;

/** Cuts a list into parts that keep the bounds, reading no further than the part that is asked. */
public final class SnapshotParts implements Iterator<List<Entry>> {
  private final Iterator<Entry> entries;

  public SnapshotParts(Iterator<Entry> entries) {
    this.entries = entries;
  }

  @Override
  public boolean hasNext() {
    return entries.hasNext();
  }

  @Override
  public List<Entry> next() {
    if (!entries.hasNext()) {
      throw new NoSuchElementException();
    }
    List<Entry> part = new ArrayList<>();
    int size = 0;
    while (entries.hasNext() && part.size() < Bounds.PART && size < EntryBytes.PART_SIZE) {
      Entry entry = entries.next();
      part.add(entry);
      size += EntryBytes.size(entry);
    }
    return part;
  }
}
