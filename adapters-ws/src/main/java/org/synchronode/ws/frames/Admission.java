package org.synchronode.ws.frames;

/**
 * A gate's answer to a request for a channel.
 *
 * @param <C> what the gate learned of the peer, for the handler
 */
public sealed interface Admission<C> {

  /** The request becomes a channel. */
  record Granted<C>(C context) implements Admission<C> {}

  /**
   * The request is answered with an HTTP error, and the connection is closed.
   *
   * @param status 401 for no or a wrong token, 403 for a right one without leave, 503 for too many
   *     channels
   * @param message shown to the peer, so without secrets
   */
  record Refused<C>(int status, String message) implements Admission<C> {
    public Refused {
      if (status < 400 || status > 599) {
        throw new IllegalArgumentException(status + " is not the status of an error");
      }
    }
  }
}
