package org.synchronode.ws.link;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.synchronode.ws.protocol.ProtocolException;

/** What went wrong on the way to a master, in words that say where to look. */
final class Failures {
  private Failures() {}

  static String sentence(URI uri, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case UnresolvedAddressException _ -> {
          return uri.getHost() + " is not known. Is the address right, and the network up?";
        }
        case UnknownHostException _ -> {
          return uri.getHost() + " is not known. Is the address right, and the network up?";
        }
        case HttpTimeoutException _ -> {
          return uri + " does not answer in time.";
        }
        case SSLException e -> {
          return uri + " offers no TLS that can be trusted: " + message(e);
        }
        case WebSocketHandshakeException e -> {
          return uri
              + " takes no WebSocket (status "
              + e.getResponse().statusCode()
              + "). Does a proxy in front of the master pass upgrades on?";
        }
        default -> {
          // The reason may lie deeper.
        }
      }
    }
    return failure instanceof ConnectException || failure.getCause() instanceof ConnectException
        ? uri + " refuses connections. Is the master running?"
        : uri + " can't be reached: " + message(failure);
  }

  private static String message(Throwable failure) {
    return ProtocolException.printable(
        Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName()));
  }
}
