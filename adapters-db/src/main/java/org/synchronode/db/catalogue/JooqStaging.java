package org.synchronode.db.catalogue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.synchronode.application.catalogue.Staging;
import org.synchronode.application.share.FileKey;
import org.synchronode.db.Transactions;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/**
 * A list that comes in: rows under a key that nothing shows, a small commit at a time. Guarded by
 * itself, because another thread may begin the next one and thereby discard it.
 */
final class JooqStaging implements Staging {
  /** In rows that nothing is attached to. */
  private static final int WEIGHT_OF_A_COMMIT = 2000;

  private final Transactions database;
  private final Leftovers leftovers;
  private final InstantSource clock;
  private final Editions editions;
  private final HostId host;
  private final IndexId index;
  private final int key;

  private final FolderTree tree = new FolderTree();
  private final List<Entry> waiting = new ArrayList<>();
  private Fingerprint fingerprint = Fingerprint.EMPTY;
  private Revision last = Revision.NONE;
  private long entries;
  private int weight;
  private State state = State.RECEIVING;

  private enum State {
    RECEIVING,
    /** Something came that can't be in a list. */
    BROKEN,
    CLOSED
  }

  private JooqStaging(
      Transactions database,
      Leftovers leftovers,
      InstantSource clock,
      Editions editions,
      HostId host,
      IndexId index,
      int key) {
    this.database = database;
    this.leftovers = leftovers;
    this.clock = clock;
    this.editions = editions;
    this.host = host;
    this.index = index;
    this.key = key;
  }

  static JooqStaging begin(
      Transactions database,
      Leftovers leftovers,
      InstantSource clock,
      Editions editions,
      HostId host,
      IndexId index) {
    int key =
        database.write(sql -> ShownList.insert(sql, host, ListHead.empty(index), clock.instant()));
    return new JooqStaging(database, leftovers, clock, editions, host, index, key);
  }

  @Override
  public synchronized void add(List<Entry> received) {
    for (Entry entry : received) {
      if (state != State.RECEIVING) {
        return;
      }
      if (!tree.add(entry)) {
        state = State.BROKEN;
        return;
      }
      fingerprint = fingerprint.plus(entry);
      last = entry.revision().isAfter(last) ? entry.revision() : last;
      entries++;
      waiting.add(entry);
      weight += Weight.of(entry);
      if (weight >= WEIGHT_OF_A_COMMIT) {
        write();
      }
    }
  }

  private void write() {
    try {
      database.write(
          sql -> {
            new EntryRows(sql, key).insert(waiting, _ -> FileKey.NONE);
            return waiting.size();
          });
    } catch (IntegrityConstraintViolationException _) {
      state = State.BROKEN;
    }
    waiting.clear();
    weight = 0;
  }

  @Override
  public synchronized boolean commit(ListHead promised) {
    if (state == State.RECEIVING) {
      write();
    }
    boolean good =
        state == State.RECEIVING
            && promised.equals(new ListHead(index, promised.revision(), fingerprint, entries))
            && !last.isAfter(promised.revision())
            && tree.isWhole();
    if (!good) {
      close();
      return false;
    }
    Optional<Integer> old =
        database.write(
            sql -> {
              Optional<Integer> replaced = ShownList.lock(sql, host).map(ShownList::key);
              ShownList.complete(sql, key, promised, clock.instant());
              ShownList.show(sql, host, key);
              return replaced;
            });
    editions.next(host);
    end();
    old.ifPresent(leftovers::clear);
    return true;
  }

  @Override
  public synchronized void close() {
    if (state != State.CLOSED) {
      end();
      leftovers.clear(key);
    }
  }

  private void end() {
    state = State.CLOSED;
    waiting.clear();
    tree.clear();
  }
}
