package org.synchronode.ws.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What many slaves may hold together. */
class InboxTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private static LinkMemory memory(Duration patience) {
    return new LinkMemory(
        new Room(10, Duration.ZERO), new Room(100, patience), new Room(0, Duration.ZERO));
  }

  private static void says(Inbox inbox, int size) throws InterruptedException {
    assertThat(inbox.expect(size)).isTrue();
    assertThat(inbox.offer(new Inbox.Message.Text("x".repeat(size)))).isTrue();
  }

  private static Inbox admitted(LinkMemory memory) throws InterruptedException {
    Inbox inbox = new Inbox(memory);
    says(inbox, 5);
    inbox.take();
    return inbox;
  }

  @Test
  void strangersHaveLittleRoomInAllAndDoNotWaitForIt() throws InterruptedException {
    LinkMemory memory = memory(LONG);
    Inbox first = new Inbox(memory);
    assertThat(first.expect(6)).isTrue();
    Inbox second = new Inbox(memory);
    assertThat(second.expect(6)).isFalse();
    first.end();
    assertThat(second.expect(6)).isTrue();
  }

  @Test
  void strangersTakeNothingFromSlaves() throws InterruptedException {
    LinkMemory memory = memory(Duration.ZERO);
    Inbox slave = admitted(memory);
    assertThat(new Inbox(memory).expect(10)).isTrue();
    says(slave, 100);
  }

  @Test
  void oneSlaveWaitsUntilTheMessageOfAnotherIsTaken() throws Exception {
    LinkMemory memory = memory(LONG);
    Inbox full = admitted(memory);
    says(full, 80);
    Inbox other = admitted(memory);
    CompletableFuture<Boolean> expected = new CompletableFuture<>();
    Thread reader = Thread.startVirtualThread(() -> expected.complete(expects(other, 40)));
    while (reader.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(expected).isNotDone();
    full.take();
    assertThat(expected.get(10, TimeUnit.SECONDS)).isTrue();
  }

  private static boolean expects(Inbox inbox, int size) {
    try {
      return inbox.expect(size);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aMessageThatIsNotYetCompleteIsHeldToo() throws InterruptedException {
    LinkMemory memory = memory(Duration.ZERO);
    Inbox full = admitted(memory);
    assertThat(full.expect(60)).isTrue();
    assertThat(admitted(memory).expect(41)).isFalse();
  }

  @Test
  void whatALinkHeldIsFreeWhenItHasEnded() throws InterruptedException {
    LinkMemory memory = memory(Duration.ZERO);
    Inbox ended = admitted(memory);
    says(ended, 50);
    assertThat(ended.expect(20)).isTrue();
    ended.end();
    assertThat(ended.take()).isInstanceOf(Inbox.Message.End.class);
    assertThat(ended.expect(100)).isTrue();
    says(admitted(memory), 100);
  }
}
