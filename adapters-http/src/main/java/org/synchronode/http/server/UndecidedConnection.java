package org.synchronode.http.server;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection that waits for its first request line to know the version. Its own thread runs
 * {@link #handle(Limit)}.
 */
final class UndecidedConnection implements ServerConnection, InterruptableTask<Void> {
  private static final String ONE_DOT_ZERO = " HTTP/1.0";

  private final ConnectionContext context;
  private final DataReader reader;
  private final Http1ConnectionSelector http1;
  private final int longestLine;
  private final long began = System.nanoTime();
  private volatile Optional<Thread> waiting = Optional.empty();
  private volatile Optional<ServerConnection> decided = Optional.empty();
  private volatile boolean closed;

  UndecidedConnection(
      ConnectionContext context,
      LargeBuffers buffers,
      Http1ConnectionSelector http1,
      int longestLine) {
    this.context = context;
    this.reader = DataReader.create(new SocketReads(context, buffers));
    this.http1 = http1;
    this.longestLine = longestLine;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    waiting = Optional.of(Thread.currentThread());
    boolean oneDotZero;
    try {
      oneDotZero = isOneDotZero();
    } catch (DataReader.InsufficientDataAvailableException e) {
      throw new CloseConnectionException("closed before the first request", e);
    }
    ServerConnection connection =
        http1.connection(
            oneDotZero
                ? new RewiredContext(
                    context,
                    DataReader.create(new OneDotZeroRequest(reader)),
                    new UnchunkedWriter(context.dataWriter()))
                : new RewiredContext(context, reader, context.dataWriter()));
    decided = Optional.of(connection);
    if (closed) {
      connection.close(false);
    }
    connection.handle(limit);
  }

  private boolean isOneDotZero() {
    int end;
    try {
      end = reader.findNewLine(longestLine);
    } catch (DataReader.IncorrectNewLineException _) {
      // To be refused by who reads it next.
      return false;
    }
    // Not moving the reader: whoever reads next begins at the same byte.
    return end < longestLine
        && reader.getBuffer(end).readString(end, StandardCharsets.US_ASCII).endsWith(ONE_DOT_ZERO);
  }

  @Override
  public Duration idleTime() {
    return decided
        .map(ServerConnection::idleTime)
        .orElseGet(() -> Duration.ofNanos(System.nanoTime() - began));
  }

  @Override
  public void close(boolean interrupt) {
    closed = true;
    decided.ifPresentOrElse(
        connection -> connection.close(interrupt), () -> waiting.ifPresent(Thread::interrupt));
  }

  @Override
  public boolean canInterrupt() {
    return decided
        .map(connection -> connection instanceof InterruptableTask<?> task && task.canInterrupt())
        .orElse(true);
  }

  /** Connections are handled, not called. */
  @Override
  public Void call() {
    throw new UnsupportedOperationException();
  }
}
