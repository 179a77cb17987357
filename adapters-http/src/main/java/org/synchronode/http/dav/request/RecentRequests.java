package org.synchronode.http.dav.request;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads PROPFINDs' bodies, and remembers what the latest of them ask for: each client sends the
 * same few over and over. Safe for use by several threads.
 */
public final class RecentRequests {
  private static final int MOST = 64;

  /** In bytes; who asks for very many properties has them read each time. */
  private static final int LONGEST = 2048;

  /** By their bytes, each as one character. */
  private final Map<String, PropfindRequest> requests =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PropfindRequest> eldest) {
          return size() > MOST;
        }
      };

  /** What {@link PropfindReader#read} says. */
  public PropfindRequest read(byte[] body) {
    if (body.length == 0 || body.length > LONGEST) {
      return PropfindReader.read(body);
    }
    String key = new String(body, StandardCharsets.ISO_8859_1);
    return known(key).orElseGet(() -> remember(key, PropfindReader.read(body)));
  }

  private synchronized Optional<PropfindRequest> known(String body) {
    return Optional.ofNullable(requests.get(body));
  }

  private synchronized PropfindRequest remember(String body, PropfindRequest request) {
    requests.put(body, request);
    return request;
  }
}
