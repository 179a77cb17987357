package org.synchronode.ws.frames;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls in threads of their own, and what can be said of them. */
final class Background {
  private static final Duration LONG = Duration.ofSeconds(20);

  private Background() {}

  static Message flood(ChannelSocket channel, AtomicInteger sent, int messages) throws IOException {
    byte[] bytes = new byte[ChannelSocket.MAX_PAYLOAD];
    while (sent.get() < messages) {
      channel.sendBinary(bytes, 0, bytes.length);
      sent.incrementAndGet();
    }
    return new Message.Text("all sent");
  }

  /** Stuck is: something was sent, and nothing more for a while. */
  static int awaitStuck(AtomicInteger sent) {
    AtomicInteger last = new AtomicInteger(-1);
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> sent.get() > 0 && last.getAndSet(sent.get()) == sent.get());
    return sent.get();
  }

  static Future<Message> blockedReceive(ChannelSocket channel) {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Future<Message> receive =
        inBackground(
            () -> {
              thread.complete(Thread.currentThread());
              return channel.receive();
            });
    await().atMost(LONG).until(() -> thread.join().getState() == Thread.State.WAITING);
    return receive;
  }

  static Future<Message> inBackground(Callable<Message> call) {
    FutureTask<Message> task = new FutureTask<>(call);
    Thread.ofVirtual().start(task);
    return task;
  }

  static void assertFails(Future<Message> call) {
    assertThatThrownBy(() -> call.get(10, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
  }
}
