package org.synchronode.ws.protocol;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.synchronode.application.replication.Announcement;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Token;

/** Values at their limits. */
final class Samples {
  static final HostId HOST = new HostId("a".repeat(26));
  static final IndexId INDEX = new IndexId("0123456789abcdef");
  static final Revision LAST = new Revision(Long.MAX_VALUE);
  static final Token TOKEN = new Token("t".repeat(43));
  static final ListHead HEAD =
      new ListHead(INDEX, LAST, new Fingerprint(Long.MIN_VALUE), Bounds.ENTRIES);

  private Samples() {}

  static Announcement announcement() {
    return new Announcement(HOST, new HostName("Küche"), HEAD, true);
  }

  static Entry file() {
    return new FileEntry(
        new EntryId(9_007_199_254_740_993L),
        EntryId.ROOT,
        new EntryName("\u0001\"\\\u2028😀"),
        Instant.parse("2026-06-03T01:02:03.123456789Z"),
        Long.MAX_VALUE,
        new Revision(7),
        Revision.of(3, 8));
  }

  static Entry folder() {
    return new FolderEntry(
        new EntryId(5),
        new EntryId(4),
        new EntryName("ű".repeat(127)),
        Instant.parse("-0044-03-15T00:00:00.000000001Z"),
        Revision.of(3, 9));
  }

  static Delta delta() {
    return new Delta(
        Revision.of(1, 2),
        LAST,
        List.of(
            new Change.Put(file()),
            new Change.Put(folder()),
            new Change.Remove(new EntryId(77), LAST)),
        new Fingerprint(-1));
  }

  static List<Change> removals(long from, int count) {
    return LongStream.range(from, from + count)
        .<Change>mapToObj(i -> new Change.Remove(new EntryId(i), new Revision(i)))
        .toList();
  }
}
