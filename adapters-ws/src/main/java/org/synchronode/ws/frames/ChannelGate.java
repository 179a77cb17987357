package org.synchronode.ws.frames;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;

/**
 * Decides who gets a channel, before the connection stops being HTTP.
 *
 * @param <C> what it learned of the peer, for the handler
 */
@FunctionalInterface
public interface ChannelGate<C> {
  /**
   * Looks at a well-formed request. Called on the connection's virtual thread, so it may block, but
   * the peer waits; an exception is answered with status 500.
   */
  Admission<C> admit(HttpPrologue prologue, Headers headers);
}
