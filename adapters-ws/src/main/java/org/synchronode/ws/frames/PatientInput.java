package org.synchronode.ws.frames;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads from a stream with a deadline, and loses nothing to it.
 *
 * <p>A read that has to wait under a deadline has a limit of its own where the wire has such, and
 * nobody needs to interrupt it. Else it is done by a virtual thread of its own: when time runs out
 * that read stays under way, into the buffer that it was asked to fill, and the next call picks it
 * up.
 *
 * <p>For one reader at a time.
 */
final class PatientInput {
  private final InputStream in;
  private final ReadLimit limit;
  private Optional<FutureTask<Integer>> underWay = Optional.empty();
  private volatile long lastHeard = System.nanoTime();

  PatientInput(InputStream in, ReadLimit limit) {
    this.in = in;
    this.limit = limit;
  }

  /** As {@link Wire#limitReads}. */
  @FunctionalInterface
  interface ReadLimit {
    boolean set(int millis) throws IOException;
  }

  /**
   * Reads some bytes, -1 at the end of the stream. After a timeout or an interrupt the next call
   * must have the same three arguments, and nobody may touch that part of the buffer in between.
   */
  int read(byte[] buffer, int offset, int length, Deadline deadline) throws IOException {
    if (underWay.isEmpty()) {
      int millis = deadline.remainingMillis();
      if (!deadline.interruptible() && millis > 0 && limit.set(millis)) {
        return readOnce(buffer, offset, length);
      }
      if (deadline.never() || in.available() > 0) {
        return readNow(buffer, offset, length);
      }
      FutureTask<Integer> task = new FutureTask<>(() -> readNow(buffer, offset, length));
      underWay = Optional.of(task);
      Thread.ofVirtual().name("channel-read-ahead").start(task);
    }
    return await(underWay.orElseThrow(), deadline);
  }

  private int await(FutureTask<Integer> task, Deadline deadline) throws IOException {
    try {
      int count =
          deadline.never() ? task.get() : task.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
      underWay = Optional.empty();
      return count;
    } catch (TimeoutException e) {
      throw outOfTime(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupt =
          new InterruptedIOException("interrupted while waiting for the peer");
      interrupt.initCause(e);
      throw interrupt;
    } catch (ExecutionException e) {
      underWay = Optional.empty();
      throw new IOException("the connection failed: " + e.getCause(), e.getCause());
    }
  }

  private static SocketTimeoutException outOfTime(Exception cause) {
    SocketTimeoutException timeout =
        new SocketTimeoutException("nothing came from the peer in time");
    timeout.initCause(cause);
    return timeout;
  }

  private int readOnce(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = in.read(buffer, offset, length);
      lastHeard = System.nanoTime();
      return count;
    } catch (SocketTimeoutException e) {
      throw outOfTime(e);
    }
  }

  /**
   * A read timeout that the web server set on the socket, for HTTP, is not the caller's deadline.
   */
  private int readNow(byte[] buffer, int offset, int length) throws IOException {
    limit.set(0);
    while (true) {
      try {
        int count = in.read(buffer, offset, length);
        lastHeard = System.nanoTime();
        return count;
      } catch (SocketTimeoutException e) {
        // Read on: whoever has waited long enough cuts the wire, which ends this.
      } catch (UncheckedIOException e) {
        throw new IOException(e.getCause());
      }
    }
  }

  /** Whether a read goes on into the buffer that it was asked to fill. */
  boolean isUnderWay() {
    return underWay.isPresent();
  }

  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - lastHeard);
  }
}
