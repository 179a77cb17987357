package org.synchronode.application.hosts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Presence;

/**
 * Who is connected now, and since when; and for who is not, since when not, which survives
 * restarts. Safe for use by several threads.
 */
public final class Presences {
  private final Map<HostId, Instant> online = new ConcurrentHashMap<>();
  private final Catalogue catalogue;
  private final Feed feed;
  private final InstantSource clock;

  public Presences(Catalogue catalogue, Feed feed, InstantSource clock) {
    this.catalogue = catalogue;
    this.feed = feed;
    this.clock = clock;
  }

  /**
   * The host has been there until now and stays. Called when it connects, and again with its
   * heartbeats.
   */
  public void online(HostId host) {
    Instant now = clock.instant();
    boolean news = online.putIfAbsent(host, now) == null;
    catalogue.seen(host, now);
    if (news) {
      feed.publish(new Feed.PresenceChanged(host, new Presence.Online(now)));
    }
  }

  /** The host is gone. Does nothing when it was not there. */
  public void offline(HostId host) {
    if (online.remove(host) != null) {
      Instant now = clock.instant();
      catalogue.seen(host, now);
      feed.publish(new Feed.PresenceChanged(host, new Presence.Offline(now)));
    }
  }

  /** A host that was never seen is offline since the epoch's beginning, 1970. */
  public Presence of(HostId host) {
    Instant since = online.get(host);
    return since != null
        ? new Presence.Online(since)
        : new Presence.Offline(catalogue.lastSeen(host).orElse(Instant.EPOCH));
  }
}
