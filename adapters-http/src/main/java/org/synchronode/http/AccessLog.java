package org.synchronode.http;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a request, to the logger {@code access}: time, address, user, method, raw path, status,
 * bytes with the head of the answer, milliseconds; {@code broken} behind it where the answer was
 * broken off. No query and no header is in it, so no secret either.
 */
final class AccessLog implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger("access");

  private final ClientAddress clientAddress;
  private final InstantSource clock;

  AccessLog(ClientAddress clientAddress, InstantSource clock) {
    this.clientAddress = clientAddress;
    this.clock = clock;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    long began = System.nanoTime();
    String end = "";
    try {
      chain.proceed();
    } catch (CloseConnectionException e) {
      end = " broken";
      throw e;
    } finally {
      LOG.info(
          "{} {} {} {} {} {} {} {}ms{}",
          clock.instant(),
          clientAddress.of(request),
          request.context().get(Caller.class).map(Caller::toString).orElse("-"),
          visible(request.prologue().method().text()),
          visible(request.prologue().uriPath().rawPath()),
          response.status().code(),
          response.bytesWritten(),
          Duration.ofNanos(System.nanoTime() - began).toMillis(),
          end);
    }
  }

  /** A stranger's text on a terminal: what is not a plain character is written as its number. */
  static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c -> {
              if (c > ' ' && c < 0x7f) {
                visible.append((char) c);
              } else {
                visible.append(String.format("\\u%04x", c));
              }
            });
    return visible.toString();
  }
}
