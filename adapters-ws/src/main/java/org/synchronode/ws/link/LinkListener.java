package org.synchronode.ws.link;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.websocket.WsUpgrader;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synchronode.ws.protocol.Bounds;
import org.synchronode.ws.protocol.ProtocolException;
import org.synchronode.ws.socket.Fragments;

/** The reading thread's part of one link: puts messages together and hands them on. */
final class LinkListener implements WsListener {
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private final LinkServer server;
  private final Fragments fragments = new Fragments(Bounds.TEXT, Bounds.BINARY);
  private @Nullable SlaveLink link;

  LinkListener(LinkServer server) {
    this.server = server;
  }

  /** The subprotocol is confirmed to who offers it; a client that offers none may go without. */
  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
    boolean offered =
        headers.contains(WsUpgrader.PROTOCOL)
            && headers.values(WsUpgrader.PROTOCOL).stream()
                .flatMap(COMMA::splitAsStream)
                .anyMatch(Bounds.SUBPROTOCOL::equals);
    return offered
        ? Optional.of(WritableHeaders.create().set(WsUpgrader.PROTOCOL, Bounds.SUBPROTOCOL))
        : Optional.empty();
  }

  @Override
  public void onOpen(WsSession session) {
    link = server.opened(session);
  }

  @Override
  public void onMessage(WsSession session, String text, boolean last) {
    hear(text.length(), () -> fragments.add(text, last).map(Inbox.Message.Text::new));
  }

  @Override
  public void onMessage(WsSession session, BufferData bytes, boolean last) {
    hear(bytes.available(), () -> fragments.add(bytes, last).map(Inbox.Message.Binary::new));
  }

  @Override
  public void onPing(WsSession session, BufferData payload) {
    if (link != null) {
      link.heardPing(payload);
    }
  }

  private void hear(int piece, Supplier<Optional<? extends Inbox.Message>> message) {
    SlaveLink to = link;
    if (to == null) {
      return;
    }
    try {
      if (to.expect(piece)) {
        to.hear(message.get());
      }
    } catch (ProtocolException e) {
      to.refuse(e.reason());
    }
  }
}
