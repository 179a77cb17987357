package org.synchronode.ws.feed;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synchronode.domain.user.UserName;
import org.synchronode.ws.protocol.ProtocolException;
import org.synchronode.ws.socket.Fragments;

/** The reading thread's part of one browser's socket, and the door before it. */
final class FeedListener implements WsListener {
  private static final int LONGEST_MESSAGE = 64 * 1024;
  private static final int TRY_AGAIN_LATER = 1013;
  private static final int UNACCEPTABLE = 1008;

  private final BrowserFeed feed;
  private final Fragments fragments = new Fragments(LONGEST_MESSAGE, 0);
  private Optional<UserName> user = Optional.empty();
  private @Nullable BrowserSocket socket;

  FeedListener(BrowserFeed feed) {
    this.feed = feed;
  }

  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
    if (!feed.origins()
        .allows(headers.first(HeaderNames.ORIGIN), headers.first(HeaderNames.HOST))) {
      throw refusal(Status.FORBIDDEN_403, "Only pages of this node may ask for its live feed.")
          .build();
    }
    user = feed.login().user(headers);
    if (user.isEmpty() && (!feed.anonymous() || feed.login().isTried(headers))) {
      throw refusal(Status.UNAUTHORIZED_401, "Log in with a name and a password of this node.")
          .header(
              HeaderValues.create(
                  HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"Synchronode\", charset=\"UTF-8\""))
          .build();
    }
    return Optional.empty();
  }

  private static RequestException.Builder refusal(Status status, String message) {
    return RequestException.builder()
        .type(DirectHandler.EventType.OTHER)
        .status(status)
        .message(message)
        .safeMessage(true)
        .setKeepAlive(false);
  }

  @Override
  public void onOpen(WsSession session) {
    boolean entered = feed.enter(user);
    BrowserSocket opened = BrowserSocket.open(session, feed, user, entered);
    if (entered) {
      socket = opened;
    } else {
      opened.close(TRY_AGAIN_LATER, "too many sockets");
    }
  }

  @Override
  public void onMessage(WsSession session, String text, boolean last) {
    BrowserSocket to = socket;
    if (to != null) {
      try {
        fragments.add(text, last).ifPresent(to::hear);
      } catch (ProtocolException e) {
        to.close(UNACCEPTABLE, e.reason());
      }
    }
  }

  @Override
  public void onMessage(WsSession session, BufferData bytes, boolean last) {
    if (socket != null) {
      socket.close(UNACCEPTABLE, "only text is understood");
    }
  }

  @Override
  public void onPing(WsSession session, BufferData payload) {
    if (socket != null) {
      socket.pong(payload);
    }
  }
}
