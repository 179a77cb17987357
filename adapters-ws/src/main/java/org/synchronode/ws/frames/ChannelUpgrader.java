package org.synchronode.ws.frames;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The accepting side of the opening handshake (RFC 6455 section 4.2): makes channels of the
 * requests to some paths, and leaves those to all other paths to another upgrader, normally {@code
 * WsUpgrader.create(WsConfig.create())} with its {@code WsRouting}.
 *
 * <p>The web server needs {@code useNio(false)}, and should have {@code tcpNoDelay}. Safe for use
 * by many threads.
 *
 * @param <C> what the gate learns of a peer
 */
public final class ChannelUpgrader<C> implements Http1Upgrader {
  private static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");
  private static final HeaderName VERSION = HeaderNames.create("Sec-WebSocket-Version");
  private static final HeaderName PROTOCOL = HeaderNames.create("Sec-WebSocket-Protocol");

  /**
   * The server looks an Upgrade header up as it is spelled, though its case does not matter (RFC
   * 6455 section 4.2.1).
   */
  private static final List<String> SPELLINGS =
      List.of("websocket", "WebSocket", "Websocket", "WEBSOCKET");

  private final Set<String> paths;
  private final ChannelGate<C> gate;
  private final ChannelHandler<C> handler;
  private final Http1Upgrader others;
  private final int maxMessage;

  /**
   * Creates an upgrader whose channels receive messages of at most {@link
   * ChannelSocket#MAX_PAYLOAD} bytes.
   *
   * @param paths raw paths that become channels; {@code /x} and {@code /x/} are two
   * @param others for upgrade requests to other paths
   */
  public ChannelUpgrader(
      Set<String> paths, ChannelGate<C> gate, ChannelHandler<C> handler, Http1Upgrader others) {
    this(paths, gate, handler, others, ChannelSocket.MAX_PAYLOAD);
  }

  /**
   * Creates an upgrader.
   *
   * @param maxMessage the largest message that a channel receives, in bytes; a larger one closes it
   *     with code 1009
   */
  public ChannelUpgrader(
      Set<String> paths,
      ChannelGate<C> gate,
      ChannelHandler<C> handler,
      Http1Upgrader others,
      int maxMessage) {
    this.paths = Set.copyOf(paths);
    this.gate = gate;
    this.handler = handler;
    this.others = others;
    this.maxMessage = maxMessage;
  }

  /** Registers this for the usual spellings of {@code websocket}. */
  public void registerWith(Http1ConnectionSelectorConfig.BuilderBase<?, ?> selector) {
    SPELLINGS.forEach(spelling -> selector.putUpgrader(spelling, this));
  }

  @Override
  public String supportedProtocol() {
    return "websocket";
  }

  /** Null, by the contract of the web server, leaves the request to its HTTP routing. */
  @Override
  public @Nullable ServerConnection upgrade(
      ConnectionContext connection, HttpPrologue prologue, WritableHeaders<?> headers) {
    if (!paths.contains(prologue.uriPath().rawPath())) {
      return others.upgrade(connection, prologue, headers);
    }
    check(prologue, headers);
    return switch (gate.admit(prologue, headers)) {
      case Admission.Refused<C>(int status, String message) ->
          throw refusal(Status.create(status), message).build();
      case Admission.Granted<C>(C context) -> open(connection, headers, context);
    };
  }

  private static void check(HttpPrologue prologue, Headers headers) {
    if (!prologue.method().equals(Method.GET)) {
      throw bad("a WebSocket is asked for with GET");
    }
    if (!Handshake.hasToken(headers.values(HeaderNames.CONNECTION), "upgrade")) {
      throw bad("Connection does not say Upgrade");
    }
    if (!headers.values(VERSION).equals(List.of(Handshake.VERSION))) {
      throw refusal(Status.create(426, "Upgrade Required"), "WebSocket version 13 is spoken here")
          .header(HeaderValues.create(VERSION, Handshake.VERSION))
          .build();
    }
    if (headers.first(KEY).filter(Handshake::isKey).isEmpty()) {
      throw bad("Sec-WebSocket-Key is missing or malformed");
    }
    if (headers.contains(PROTOCOL) && !offersSubprotocol(headers)) {
      throw bad("the subprotocol here is " + ChannelSocket.SUBPROTOCOL);
    }
  }

  private static boolean offersSubprotocol(Headers headers) {
    return Handshake.hasToken(headers.values(PROTOCOL), ChannelSocket.SUBPROTOCOL);
  }

  private static RequestException bad(String message) {
    return refusal(Status.BAD_REQUEST_400, message).build();
  }

  private static RequestException.Builder refusal(Status status, String message) {
    return RequestException.builder()
        .type(DirectHandler.EventType.OTHER)
        .status(status)
        .message(message)
        .safeMessage(true)
        .setKeepAlive(false);
  }

  private ServerConnection open(ConnectionContext connection, Headers headers, C context) {
    StringBuilder answer =
        new StringBuilder(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n");
    answer
        .append("Sec-WebSocket-Accept: ")
        .append(Handshake.accept(headers.get(KEY).get()))
        .append("\r\n");
    if (offersSubprotocol(headers)) {
      answer.append("Sec-WebSocket-Protocol: ").append(ChannelSocket.SUBPROTOCOL).append("\r\n");
    }
    answer.append("\r\n");
    connection.dataWriter().writeNow(BufferData.create(answer.toString().getBytes(US_ASCII)));
    try {
      Wire wire = HelidonWire.over(connection.serverSocket());
      FramedSocket channel =
          new FramedSocket(wire, Role.SERVER, early(connection.dataReader()), maxMessage);
      return new ChannelConnection<>(channel, context, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Frames of a peer that did not wait for the answer. */
  private static byte[] early(DataReader reader) {
    int count = reader.available();
    return count == 0 ? new byte[0] : reader.readBytes(count);
  }
}
