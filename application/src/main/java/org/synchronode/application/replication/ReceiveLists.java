package org.synchronode.application.replication;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.Routes;
import org.synchronode.application.hosts.HostStore;
import org.synchronode.application.hosts.Presences;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;

/**
 * Opens a {@link SlaveSession} for each slave that connects; one at a time for each slave. Safe for
 * several threads.
 */
public final class ReceiveLists {
  private final Map<HostId, SlaveSession> sessions = new ConcurrentHashMap<>();
  private final SlaveSession.Registry registry;

  /** Receives into these. */
  public ReceiveLists(
      HostId own,
      HostStore hosts,
      Catalogue catalogue,
      Feed feed,
      Routes routes,
      Presences presences,
      InstantSource clock) {
    this.registry =
        new SlaveSession.Registry(
            own,
            hosts,
            catalogue,
            feed,
            routes,
            presences,
            clock,
            (slave, session) -> sessions.remove(slave, session));
  }

  /**
   * Begins a session. An older one of the same slave is ended first: its socket is half open, or
   * the slave started anew.
   *
   * @param way how the slave's files, and those of the hosts below it, are reached
   * @param ended called once when the session ends for another reason than {@link
   *     SlaveSession#close}: the socket is to be closed
   */
  public synchronized SlaveSession open(Host slave, HostFiles way, Runnable ended) {
    closeAll(slave.id());
    SlaveSession session = new SlaveSession(slave, way, ended, registry);
    sessions.put(slave.id(), session);
    return session;
  }

  /** Ends the session of a slave, if there is one, and has its socket closed. */
  public void closeAll(HostId slave) {
    SlaveSession session = sessions.get(slave);
    if (session != null) {
      session.end();
    }
  }

  /**
   * Ends all sessions: the slaves come back and are told where their lists stand here, which may
   * not be where they stood.
   */
  public void closeAll() {
    List.copyOf(sessions.values()).forEach(SlaveSession::end);
  }
}
