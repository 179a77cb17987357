package org.synchronode.ws.relay;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.synchronode.ws.frames.ChannelSocket;
import org.synchronode.ws.frames.Message;

/**
 * Listens to the master while this node works on what it was asked, which can take long: answers
 * its pings, so that it goes on waiting, and notices when it is gone. Nothing else may come from it
 * meanwhile. Most work is done before anybody could ask for it: only after a moment a thread is
 * started. Started and stopped by one thread.
 */
final class MasterWatch {
  private final ChannelSocket socket;
  private final ExchangeTimes times;
  private Optional<Future<?>> due = Optional.empty();
  private Optional<Thread> thread = Optional.empty();
  private volatile Optional<IOException> lost = Optional.empty();

  MasterWatch(ChannelSocket socket, ExchangeTimes times) {
    this.socket = socket;
    this.times = times;
  }

  synchronized void start() {
    long moment = times.betweenPings().dividedBy(4).toNanos();
    due =
        Optional.of(ForkJoinPool.commonPool().schedule(this::listen, moment, TimeUnit.NANOSECONDS));
  }

  private synchronized void listen() {
    if (due.isPresent()) {
      thread = Optional.of(Thread.ofVirtual().name("channel-watch").start(this::watch));
    }
  }

  private synchronized Optional<Thread> callOff() {
    due.ifPresent(moment -> moment.cancel(false));
    due = Optional.empty();
    Optional<Thread> listening = thread;
    thread = Optional.empty();
    return listening;
  }

  /**
   * Stops listening, if it does; afterwards the caller can.
   *
   * @throws IOException when the channel was lost, and has been dropped
   */
  void stop() throws IOException {
    Optional<Thread> listening = callOff();
    if (listening.isPresent()) {
      // Harmless in a receive with a limit, which goes on where it stopped.
      listening.get().interrupt();
      join(listening.get());
    }
    if (lost.isPresent()) {
      throw new IOException("the channel was lost while this node worked", lost.get());
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try {
      while (true) {
        try {
          Message message = socket.receive(times.betweenPings());
          throw message instanceof Message.Closed
              ? new IOException("the master closed the channel")
              : new ProtocolException("a message where none was due");
        } catch (SocketTimeoutException _) {
          MastersMessages.requireMaster(socket, times);
          socket.ping();
        }
      }
    } catch (InterruptedIOException _) {
      // Stopped.
    } catch (IOException e) {
      lost = Optional.of(e);
      socket.abort();
    }
  }
}
