package org.synchronode.http.dav;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.domain.change.ListHead;

/**
 * Which hosts a client has heard of, and where their lists stood then. It says all of it itself:
 * nothing remembers hosts that went, nor names that they had.
 *
 * @param states by name, in the order of names
 */
public record TreeToken(SequencedMap<String, String> states) {
  private static final String START = "urn:synchronode:hosts:";

  /** More than there ever are: a token comes from a stranger. */
  private static final int MOST = 10_000;

  public TreeToken {
    states = new TreeMap<>(states);
  }

  /** The hosts as they are now. */
  public static TreeToken of(List<ListHosts.Listed> hosts, Catalogue catalogue) {
    SequencedMap<String, String> states = new TreeMap<>();
    for (ListHosts.Listed host : hosts) {
      states.put(
          host.host().name().value(),
          catalogue.head(host.host().id()).map(TreeToken::state).orElse("0"));
    }
    return new TreeToken(states);
  }

  private static String state(ListHead head) {
    return head.index() + "." + head.revision();
  }

  /** Reads what {@link #text} wrote; nothing when it is something else. */
  public static Optional<TreeToken> parse(String text) {
    if (!text.startsWith(START)) {
      return Optional.empty();
    }
    SequencedMap<String, String> states = new TreeMap<>();
    for (String host : text.substring(START.length()).split(",", MOST)) {
      int colon = host.indexOf(':');
      if (colon < 0) {
        return host.isEmpty() && states.isEmpty()
            ? Optional.of(new TreeToken(states))
            : Optional.empty();
      }
      try {
        states.put(
            new String(
                Base64.getUrlDecoder().decode(host.substring(0, colon)), StandardCharsets.UTF_8),
            host.substring(colon + 1));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }
    return Optional.of(new TreeToken(states));
  }

  /** As it is told to clients. */
  public String text() {
    List<String> hosts = new ArrayList<>();
    for (Map.Entry<String, String> host : states.entrySet()) {
      hosts.add(
          Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString(host.getKey().getBytes(StandardCharsets.UTF_8))
              + ":"
              + host.getValue());
    }
    return START + String.join(",", hosts);
  }
}
