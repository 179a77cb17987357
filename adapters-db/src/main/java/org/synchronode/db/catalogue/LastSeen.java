package org.synchronode.db.catalogue;

import static org.synchronode.db.generated.catalogue.tables.Presence.PRESENCE;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.db.Transactions;
import org.synchronode.domain.host.HostId;

/**
 * When hosts were last there: in memory, because it changes with each heartbeat, and written down
 * now and then.
 */
public final class LastSeen {
  private static final Logger LOG = LoggerFactory.getLogger(LastSeen.class);

  private final Transactions database;
  private final Map<HostId, Instant> known = new ConcurrentHashMap<>();
  private final Set<HostId> unwritten = ConcurrentHashMap.newKeySet();
  private volatile boolean failing;

  public LastSeen(Transactions database) {
    this.database = database;
    database
        .read(sql -> sql.fetch(PRESENCE))
        .forEach(row -> known.put(new HostId(row.getHostId()), row.getLastSeen()));
  }

  /**
   * The first time is written down at once: a host that is not known at all is offline since 1970.
   */
  void seen(HostId host, Instant at) {
    boolean first = known.put(host, at) == null;
    unwritten.add(host);
    if (first) {
      flush();
    }
  }

  Optional<Instant> of(HostId host) {
    return Optional.ofNullable(known.get(host));
  }

  /** Writes down what is not yet; tries again the next time when that fails. */
  public void flush() {
    Set<HostId> now = Set.copyOf(unwritten);
    if (now.isEmpty()) {
      return;
    }
    unwritten.removeAll(now);
    try {
      database.write(
          sql -> {
            now.forEach(host -> of(host).ifPresent(at -> write(sql, host, at)));
            return now.size();
          });
      failing = false;
    } catch (RuntimeException e) {
      unwritten.addAll(now);
      if (!failing) {
        LOG.warn("When hosts were last seen could not be written down: {}", e.toString());
      }
      failing = true;
    }
  }

  /** Not as one merging statement: that would round the time to microseconds. */
  private static void write(DSLContext sql, HostId host, Instant at) {
    int changed =
        sql.update(PRESENCE)
            .set(PRESENCE.LAST_SEEN, at)
            .where(PRESENCE.HOST_ID.eq(host.value()))
            .execute();
    if (changed == 0) {
      sql.insertInto(PRESENCE)
          .set(PRESENCE.HOST_ID, host.value())
          .set(PRESENCE.LAST_SEEN, at)
          .execute();
    }
  }
}
