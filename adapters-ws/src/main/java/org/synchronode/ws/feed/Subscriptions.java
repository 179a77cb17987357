package org.synchronode.ws.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.hosts.ResolveHost;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Presence;
import org.synchronode.domain.user.UserName;

/**
 * What one browser wants to know, and what it is told. Safe for use by two threads: one that hears
 * requests and one that hears events.
 */
final class Subscriptions {
  private static final int MOST = 100;
  private static final int LONGEST_PATH = 16 * 1024;

  private final BrowserFeed.Known known;
  private final Optional<UserName> user;
  private final Consumer<String> say;
  private final Map<String, FolderWatch> folders = new LinkedHashMap<>();

  /** How the browser wrote {@code /browse/}, if it wants to know of hosts. */
  private Optional<String> hosts = Optional.empty();

  private boolean ended;

  Subscriptions(BrowserFeed.Known known, Optional<UserName> user, Consumer<String> say) {
    this.known = known;
    this.user = user;
    this.say = say;
  }

  synchronized void end() {
    ended = true;
    folders.clear();
  }

  synchronized boolean ended() {
    return ended;
  }

  synchronized void hear(String text) {
    switch (FeedText.read(text)) {
      case FeedText.Request.Register _ -> say.accept(FeedText.registered(user, known.node()));
      case FeedText.Request.Subscribe(String path) -> subscribe(path);
      case FeedText.Request.Unsubscribe(String path) -> unsubscribe(path);
      case FeedText.Request.Unknown _ ->
          say.accept(FeedText.error("", "bad-request", "This message is not understood."));
    }
  }

  private void subscribe(String path) {
    if (path.length() > LONGEST_PATH) {
      say.accept(FeedText.error("", "bad-request", "This path is too long."));
      return;
    }
    if (!folders.containsKey(path) && folders.size() >= MOST) {
      say.accept(
          FeedText.error(path, "too-many", "One socket has at most " + MOST + " subscriptions."));
      return;
    }
    BrowsePath wanted;
    try {
      wanted = BrowsePath.parse(path);
    } catch (IllegalArgumentException e) {
      say.accept(FeedText.error(path, "bad-request", String.valueOf(e.getMessage())));
      return;
    }
    if (wanted.host().isEmpty()) {
      hosts = Optional.of(path);
      say.accept(FeedText.subscribed(path, Optional.empty()));
      return;
    }
    Optional<FolderWatch> watch =
        new ResolveHost(known.hosts())
            .resolve(wanted.host().get())
            .filter(Host::active)
            .flatMap(host -> FolderWatch.of(known.catalogue(), path, host.id(), wanted.folder()));
    if (watch.isEmpty()) {
      say.accept(FeedText.error(path, "not-found", "There is no such folder."));
      return;
    }
    folders.put(path, watch.get());
    say.accept(FeedText.subscribed(path, Optional.of(watch.get().since())));
  }

  private void unsubscribe(String path) {
    folders.remove(path);
    hosts = hosts.filter(wanted -> !wanted.equals(path));
    say.accept(FeedText.about("unsubscribed", path));
  }

  synchronized void tell(Feed.Event event) {
    switch (event) {
      case Feed.ListChanged changed -> {
        for (FolderWatch watch : watches(Optional.of(changed.host()))) {
          tell(watch, watch.tell(changed, known.catalogue()));
        }
      }
      case Feed.ListReplaced(HostId host, _) -> {
        for (FolderWatch watch : watches(Optional.of(host))) {
          tell(watch, watch.anythingHappened(known.catalogue()));
        }
      }
      case Feed.PresenceChanged(HostId host, Presence presence) -> tell(host, presence);
      case Feed.HostsChanged _ -> tellHosts();
      case Feed.Missed _ -> {
        tellHosts();
        for (FolderWatch watch : watches(Optional.empty())) {
          tell(watch, watch.anythingHappened(known.catalogue()));
        }
      }
    }
  }

  private List<FolderWatch> watches(Optional<HostId> of) {
    return folders.values().stream()
        .filter(watch -> of.isEmpty() || of.get().equals(watch.host()))
        .toList();
  }

  private void tell(FolderWatch watch, FolderWatch.News news) {
    switch (news) {
      case FolderWatch.News.Nothing _ -> {
        // Nothing in this folder.
      }
      case FolderWatch.News.Reload _ -> say.accept(FeedText.about("reload", watch.path()));
      case FolderWatch.News.Changes changes -> say.accept(FeedText.changed(watch.path(), changes));
      case FolderWatch.News.Gone _ -> {
        folders.remove(watch.path());
        say.accept(FeedText.about("gone", watch.path()));
      }
    }
  }

  private void tell(HostId host, Presence presence) {
    if (hosts.isEmpty() && watches(Optional.of(host)).isEmpty()) {
      return;
    }
    known
        .hosts()
        .find(host)
        .filter(Host::active)
        .ifPresent(h -> say.accept(FeedText.presence(host, h.name().value(), presence)));
  }

  private void tellHosts() {
    hosts.ifPresent(path -> say.accept(FeedText.about("hosts", path)));
  }
}
