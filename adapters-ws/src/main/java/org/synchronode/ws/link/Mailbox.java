package org.synchronode.ws.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.domain.host.HostId;
import org.synchronode.ws.protocol.MasterMessage;

/**
 * Where a link's thread waits for everything that it acts on. What changed here is only noted, once
 * however often it changed: it is read from the catalogue when it can be sent. Safe for use by
 * several threads.
 */
final class Mailbox {
  private static final int MOST_MESSAGES = 4096;

  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private List<MasterMessage> messages = new ArrayList<>();
  private Set<HostId> changed = new LinkedHashSet<>();
  private boolean everything;
  private boolean hosts;

  /**
   * What came since the last time.
   *
   * @param changed hosts whose lists moved on
   * @param hosts whether who is there, or a whole list, changed
   * @param everything whether events were lost: anything may have changed
   */
  record Mail(
      List<MasterMessage> messages, Set<HostId> changed, boolean hosts, boolean everything) {}

  synchronized void arrived(MasterMessage message) {
    if (messages.size() == MOST_MESSAGES) {
      end("the master says more than can be heard");
      return;
    }
    messages.add(message);
    notifyAll();
  }

  synchronized void happened(Feed.Event event) {
    switch (event) {
      case Feed.ListChanged(HostId host, _, _) -> changed.add(host);
      case Feed.ListReplaced _, Feed.PresenceChanged _, Feed.HostsChanged _ -> hosts = true;
      case Feed.Missed _ -> {
        hosts = true;
        everything = true;
      }
    }
    notifyAll();
  }

  /** Nothing more comes. What came before can still be collected. */
  void end(String reason) {
    ended.complete(reason);
    synchronized (this) {
      notifyAll();
    }
  }

  /** Why nothing more comes. */
  Optional<String> ended() {
    return Optional.ofNullable(ended.getNow(null));
  }

  /** Completes with {@link #ended}. */
  CompletableFuture<String> whenEnded() {
    return ended;
  }

  /** Takes all that came; waits for something, so long at most. */
  synchronized Mail collect(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (messages.isEmpty() && changed.isEmpty() && !hosts && !ended.isDone()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    Mail mail = new Mail(messages, changed, hosts, everything);
    messages = new ArrayList<>();
    changed = new LinkedHashSet<>();
    hosts = false;
    everything = false;
    return mail;
  }
}
