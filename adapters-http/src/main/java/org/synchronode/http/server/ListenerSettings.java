package org.synchronode.http.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpLogConfig;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.synchronode.http.header.HttpDate;

/** How the listening socket is set up, each setting with its reason. */
public final class ListenerSettings {
  /** A path of a thousand letters that take nine characters each when they are encoded. */
  private static final int LONGEST_LINE = 16 * 1024;

  /** An {@code If} header with two hundred lock tokens. */
  private static final int LARGEST_HEAD = 64 * 1024;

  /**
   * A client that sends nothing for so long in the middle of a request is given up. Longer than two
   * heartbeats of a link.
   */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(90);

  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);
  private static final int WRITE_BUFFER = 16 * 1024;

  private ListenerSettings() {}

  /**
   * Sets up a listener.
   *
   * @param upgrades registers what an HTTP connection can become: links, channels and the browsers'
   *     feed
   */
  public static void apply(
      ListenerConfig.BuilderBase<?, ?> listener,
      Consumer<Http1ConnectionSelectorConfig.Builder> upgrades) {
    Http1ConnectionSelectorConfig.Builder http1 = Http1ConnectionSelector.builder().config(http1());
    upgrades.accept(http1);
    listener
        // Only what is set up here: HTTP/1, through the selector below.
        .protocolsDiscoverServices(false)
        .addConnectionSelector(new HttpOneDotZero(http1.build(), LONGEST_LINE))
        // The other way stages every read and write in pieces of 8 KiB.
        .useNio(false)
        // Nagle's delay makes small answers wait for 40 ms.
        .connectionOptions(options -> options.tcpNoDelay(true).readTimeout(READ_TIMEOUT))
        .idleConnectionTimeout(IDLE_TIMEOUT)
        .writeBufferSize(WRITE_BUFFER)
        .directHandlers(directHandlers());
  }

  private static io.helidon.webserver.http1.Http1Config http1() {
    return io.helidon.webserver.http1.Http1Config.builder()
        .maxPrologueLength(LONGEST_LINE)
        .maxHeadersSize(LARGEST_HEAD)
        // Some clients leave [ ] | as they are; the check would refuse them, and decode the path
        // for nothing.
        .validatePath(false)
        // What it would log holds passwords.
        .log(HttpLogConfig.builder().sendLog(false).receiveLog(false).build())
        .build();
  }

  /**
   * What the server answers by itself, before any request is read: in our form, and with a date in
   * GMT.
   */
  private static DirectHandlers directHandlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, ListenerSettings::answer);
    }
    return handlers.build();
  }

  private static DirectHandler.TransportResponse answer(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      ServerResponseHeaders headers,
      @org.jspecify.annotations.Nullable String message) {
    headers.set(HeaderNames.DATE, HttpDate.format(Instant.now()));
    headers.set(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    headers.set(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
    DirectHandler.TransportResponse.Builder response =
        DirectHandler.TransportResponse.builder()
            .status(status)
            .headers(headers)
            .keepAlive(type.keepAlive());
    if (!request.method().equals("HEAD")) {
      response.entity((status.reasonPhrase() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    return response.build();
  }
}
