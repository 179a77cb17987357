package org.synchronode.e2e.kit;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a body to its end in a thread of its own. */
public final class BackgroundRead {
  private final CompletableFuture<Long> length = new CompletableFuture<>();

  private BackgroundRead() {}

  public static BackgroundRead of(InputStream body) {
    BackgroundRead reading = new BackgroundRead();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                reading.length.complete(body.transferTo(java.io.OutputStream.nullOutputStream()));
              } catch (IOException | RuntimeException e) {
                reading.length.completeExceptionally(e);
              }
            });
    return reading;
  }

  /**
   * How many bytes came until the end.
   *
   * @throws IOException when the answer broke off
   */
  public long result(Duration longest) throws IOException {
    try {
      return length.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the answer broke off", e);
    } catch (TimeoutException e) {
      throw new AssertionError("the answer neither came nor broke off", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
