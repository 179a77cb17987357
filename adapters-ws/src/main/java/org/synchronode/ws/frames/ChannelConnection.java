package org.synchronode.ws.frames;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an HTTP connection becomes when its request for a channel was granted. */
final class ChannelConnection<C> implements ServerConnection {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelConnection.class);

  private final FramedSocket channel;
  private final C context;
  private final ChannelHandler<C> handler;

  ChannelConnection(FramedSocket channel, C context, ChannelHandler<C> handler) {
    this.channel = channel;
    this.context = context;
    this.handler = handler;
  }

  /** The limit on requests is not touched: a channel lives long and is idle most of the time. */
  @Override
  public void handle(Limit limit) {
    try {
      handler.handle(channel, context);
      channel.close();
    } catch (IOException e) {
      LOG.debug("a channel was lost", e);
      channel.abort();
    } catch (RuntimeException e) {
      LOG.error("serving a channel failed", e);
      channel.close(CloseReason.INTERNAL_ERROR, "internal error");
    }
  }

  @Override
  public Duration idleTime() {
    return channel.idle();
  }

  /** Called by the server for one connection after the other, so it does not wait for the peer. */
  @Override
  public void close(boolean interrupt) {
    if (interrupt) {
      channel.abort();
    } else {
      Thread.ofVirtual().start(() -> channel.close(CloseReason.GOING_AWAY, "the server stops"));
    }
  }
}
