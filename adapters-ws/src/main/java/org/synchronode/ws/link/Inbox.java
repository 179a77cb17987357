package org.synchronode.ws.link;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a slave sent and the worker has not taken yet, bounded in number and size: for the slave,
 * and for all slaves together. A slave that keeps to its windows never fills its own part. Safe for
 * use by several threads.
 */
final class Inbox {
  private static final int MOST = 512;
  private static final long MOST_SIZE = 32L * 1024 * 1024;

  private final Deque<Message> waiting = new ArrayDeque<>();
  private final Room.Part hello;
  private final Room.Part rest;
  private long size;
  private boolean helloCame;
  private boolean helloTaken;
  private boolean ended;

  Inbox(LinkMemory memory) {
    this.hello = memory.hellos().new Part();
    this.rest = memory.messages().new Part();
  }

  sealed interface Message {
    /** About what it takes in memory, and as much as all pieces of it were. */
    int size();

    record Text(String text) implements Message {
      @Override
      public int size() {
        return text.length();
      }
    }

    /** Not a record: those compare arrays by identity. */
    final class Binary implements Message {
      private final byte[] bytes;

      Binary(byte[] bytes) {
        this.bytes = bytes;
      }

      byte[] bytes() {
        return bytes;
      }

      @Override
      public int size() {
        return bytes.length;
      }
    }

    /** Nothing comes any more. */
    record End() implements Message {
      @Override
      public int size() {
        return 0;
      }
    }
  }

  /**
   * A piece of the next message came. Called by the one thread that reads; waits until others make
   * room for it.
   *
   * @return false when they don't in time
   */
  boolean expect(int piece) throws InterruptedException {
    return (helloCame ? rest : hello).grow(piece);
  }

  /** Puts a message in whose pieces were expected; false when there is no room. */
  synchronized boolean offer(Message message) {
    if (ended) {
      return true;
    }
    if (waiting.size() >= MOST || size + message.size() > MOST_SIZE) {
      return false;
    }
    helloCame = true;
    waiting.add(message);
    size += message.size();
    notifyAll();
    return true;
  }

  /** Drops what waits: the next that is taken is the end. */
  synchronized void end() {
    ended = true;
    waiting.clear();
    hello.end();
    rest.end();
    notifyAll();
  }

  /** The next message; waits for it. */
  synchronized Message take() throws InterruptedException {
    while (waiting.isEmpty()) {
      if (ended) {
        return new Message.End();
      }
      wait();
    }
    Message message = waiting.remove();
    size -= message.size();
    (helloTaken ? rest : hello).shrink(message.size());
    helloTaken = true;
    return message;
  }
}
