package org.synchronode.e2e.kit;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser's socket for what happens in folders. */
public final class BrowserSocket implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JsonMapper JSON = new JsonMapper();

  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  private BrowserSocket(HttpProbe http, URI address) {
    socket =
        http.client()
            .newWebSocketBuilder()
            .header("Authorization", http.authorization())
            .header("Origin", http.base().toString().replaceAll("/$", ""))
            .buildAsync(address, new Ear())
            .join();
  }

  /** Opens one at a node, or at a proxy in front of it, and registers. */
  public static BrowserSocket open(HttpProbe http, String path) {
    URI address =
        URI.create("ws" + http.base().resolve(path).toString().substring("http".length()));
    BrowserSocket opened = new BrowserSocket(http, address);
    opened.send("{\"type\":\"register\"}");
    opened.awaitMessage("registered");
    return opened;
  }

  public void subscribe(String path) {
    send(JSON.writeValueAsString(java.util.Map.of("type", "subscribe", "path", path)));
    awaitMessage("subscribed");
  }

  /** Waits until a name is told of in a way: added, changed or removed. */
  public void awaitChange(String change, String name) {
    await(change + " " + name)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> heardOf(change, name));
  }

  public boolean heardOf(String change, String name) {
    return messages.stream()
        .flatMap(message -> message.path("changes").valueStream())
        .anyMatch(
            told ->
                told.path("change").asString("").equals(change)
                    && told.path("name").asString("").equals(name));
  }

  /** The ETags of all that was told of. */
  public Set<String> etags() {
    return messages.stream()
        .flatMap(message -> message.path("changes").valueStream())
        .map(told -> told.path("etag").asString(""))
        .collect(Collectors.toSet());
  }

  private void awaitMessage(String type) {
    await(type)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> messages.stream().anyMatch(m -> m.path("type").asString("").equals(type)));
  }

  private void send(String text) {
    socket.sendText(text, true).join();
  }

  @Override
  public void close() {
    socket.abort();
  }

  @Override
  public String toString() {
    return messages.toString();
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    @SuppressWarnings("NullAway") // the contract of the JDK: null for what is dealt with at once
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(JSON.readTree(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
