package org.synchronode.ws.frames;

import java.io.IOException;

/**
 * Serves channels on the accepting side.
 *
 * @param <C> what the gate learned of the peer
 */
@FunctionalInterface
public interface ChannelHandler<C> {
  /**
   * Serves one channel, on its connection's virtual thread. The channel lasts until this returns,
   * and is then closed in order if that has not happened yet. An {@link IOException} is taken for
   * the loss of the peer and drops the connection; any other exception is logged and closes it with
   * code 1011.
   */
  void handle(ChannelSocket channel, C context) throws IOException;
}
