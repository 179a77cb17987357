package org.synchronode.ws.feed;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Who may have a live feed, and how much of it.
 *
 * @param node what this node is called, for the page
 * @param publicUrls where browsers see this node, behind proxies; if there are none, the request's
 *     Host counts
 * @param anonymous whether people who did not log in may watch
 * @param mostAUser sockets of one user; all who did not log in are one
 * @param mostInAll sockets
 * @param ping how often a socket is pinged, so that proxies keep it open
 */
public record FeedSettings(
    String node,
    List<URI> publicUrls,
    boolean anonymous,
    int mostAUser,
    int mostInAll,
    Duration ping) {
  public FeedSettings {
    publicUrls = List.copyOf(publicUrls);
  }

  /** The usual bounds. */
  public static FeedSettings of(String node, List<URI> publicUrls, boolean anonymous) {
    return new FeedSettings(node, publicUrls, anonymous, 32, 1000, Duration.ofSeconds(25));
  }
}
