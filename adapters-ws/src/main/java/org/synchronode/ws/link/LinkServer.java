package org.synchronode.ws.link;

import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.replication.AdmitSlave;
import org.synchronode.application.replication.ReceiveLists;
import org.synchronode.domain.host.HostId;

/**
 * The master's end of all links: {@code /ws} and {@code /ws/}, for the proxies in front differ in
 * the slash. Safe for use by several threads.
 */
public final class LinkServer implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration LONGEST_GOODBYE = Duration.ofMillis(900);

  private final HostId own;
  private final AdmitSlave admission;
  private final ReceiveLists lists;
  private final Function<HostId, HostFiles> ways;
  private final LinkSettings settings;
  private final LinkMemory memory = new LinkMemory();
  private final Set<SlaveLink> links = ConcurrentHashMap.newKeySet();
  private final SequencedSet<SlaveLink> strangers = new LinkedHashSet<>();
  private final Map<HostId, SlaveLink> admitted = new ConcurrentHashMap<>();
  private final Thread ticker;
  private volatile boolean closed;

  /**
   * Accepts links from now on, where it is {@linkplain #routing routed} to.
   *
   * @param ways how the files of a slave, and of what lies below it, are reached
   */
  public LinkServer(
      HostId own,
      AdmitSlave admission,
      ReceiveLists lists,
      Function<HostId, HostFiles> ways,
      LinkSettings settings) {
    this.own = own;
    this.admission = admission;
    this.lists = lists;
    this.ways = ways;
    this.settings = settings;
    this.ticker = Thread.ofVirtual().name("link-ticker").start(this::tick);
  }

  /** Adds the addresses of links to a web server. */
  public void routing(WsRouting.Builder routing) {
    routing.endpoint("/ws[/]", () -> new LinkListener(this));
  }

  /**
   * Asks a slave to dial so many more channels. Does nothing when it is not linked: it will not be
   * reached then either.
   */
  public void askForChannels(HostId slave, int wanted) {
    SlaveLink link = admitted.get(slave);
    if (link != null) {
      link.askForChannels(wanted);
    }
  }

  SlaveLink opened(WsSession session) {
    SlaveLink link = new SlaveLink(session, this, settings);
    links.add(link);
    List<SlaveLink> tooMany = new ArrayList<>();
    synchronized (strangers) {
      strangers.add(link);
      while (strangers.size() > settings.mostStrangers()) {
        tooMany.add(strangers.removeFirst());
      }
    }
    tooMany.forEach(SlaveLink::cut);
    link.start(new SlaveConversation(own, admission, lists, ways, settings, link));
    if (closed) {
      link.cut();
    }
    return link;
  }

  LinkMemory memory() {
    return memory;
  }

  void admitted(HostId slave, SlaveLink link) {
    forgetStranger(link);
    admitted.put(slave, link);
  }

  void gone(SlaveLink link) {
    links.remove(link);
    forgetStranger(link);
    admitted.values().remove(link);
  }

  private void forgetStranger(SlaveLink link) {
    synchronized (strangers) {
      strangers.remove(link);
    }
  }

  private boolean isStranger(SlaveLink link) {
    synchronized (strangers) {
      return strangers.contains(link);
    }
  }

  private void tick() {
    try {
      while (!closed) {
        Thread.sleep(TICK);
        links.forEach(link -> link.tick(isStranger(link)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says goodbye to all slaves and closes their links, within a second. */
  @Override
  public void close() {
    closed = true;
    ticker.interrupt();
    List<SlaveLink> leaving = List.copyOf(links);
    leaving.forEach(link -> link.goodbye("The master shuts down.", 1));
    long deadline = System.nanoTime() + LONGEST_GOODBYE.toNanos();
    try {
      for (SlaveLink link : leaving) {
        link.awaitEnd(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    leaving.forEach(SlaveLink::cut);
  }
}
