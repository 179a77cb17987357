package org.synchronode.db.catalogue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.synchronode.db.StoreException;

/**
 * Holds what one thread reads until another one takes it, once and in its order. Who reads never
 * waits for who takes: what the taker has not come to yet is kept in memory, and from the moment
 * that it is too much for that, all the rest in a temporary file.
 */
final class Spool<T> implements AutoCloseable {
  /** In entries that nothing is attached to. */
  private static final int MOST_IN_MEMORY = 10_000;

  /** Handed over at a time: one by one, the two threads would mostly wake each other up. */
  private static final int CHUNK = 256;

  private final SpoolFile<T> file;
  private final SpoolFile.Form<T> form;
  private final BlockingQueue<List<T>> chunks = new LinkedBlockingQueue<>();
  private final AtomicInteger weight = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);
  private List<T> chunk = new ArrayList<>(CHUNK);
  private boolean inFile;
  private Optional<RuntimeException> failure = Optional.empty();
  private volatile boolean abandoned;

  /** The taker has gone. */
  static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Abandoned() {
      super("nobody takes it any more", null, false, false);
    }
  }

  Spool(SpoolFile<T> file) {
    this.file = file;
    this.form = file.form();
  }

  /**
   * Adds a thing. Called by the reading thread, as are {@link #end} and {@link #fail}.
   *
   * @throws Abandoned when nobody will take it
   */
  void add(T thing) {
    if (abandoned) {
      throw new Abandoned();
    }
    if (!inFile && weight.get() >= MOST_IN_MEMORY) {
      handOver();
      inFile = true;
    }
    if (inFile) {
      file.write(thing);
      return;
    }
    weight.addAndGet(form.weight(thing));
    chunk.add(thing);
    if (chunk.size() == CHUNK) {
      handOver();
    }
  }

  private void handOver() {
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
      chunk = new ArrayList<>(CHUNK);
    }
  }

  /** Says that it was all. */
  void end() {
    handOver();
    finish();
  }

  /** Says that what was added is not all, and why. */
  void fail(RuntimeException why) {
    failure = Optional.of(why);
    finish();
  }

  private void finish() {
    chunks.add(List.of());
    over.countDown();
  }

  /** All that is added, as it comes. Can be had once. */
  Iterator<T> iterator() {
    return new Taking();
  }

  /** Ends the reading, if it goes on, and removes the temporary file. Called by the taker. */
  @Override
  public void close() {
    abandoned = true;
    boolean interrupted = false;
    while (true) {
      try {
        over.await();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    file.close();
  }

  /** First what is in memory, then what is in the file. */
  private final class Taking implements Iterator<T> {
    private Iterator<T> now = List.<T>of().iterator();
    private boolean fromFile;

    @Override
    public boolean hasNext() {
      while (!now.hasNext() && !fromFile) {
        List<T> next = next(chunks);
        fromFile = next.isEmpty();
        if (fromFile) {
          failure.ifPresent(
              why -> {
                throw why;
              });
          now = file.iterator();
        } else {
          now = next.iterator();
          weight.addAndGet(-next.stream().mapToInt(form::weight).sum());
        }
      }
      return now.hasNext();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return now.next();
    }

    private static <T> List<T> next(BlockingQueue<List<T>> chunks) {
      try {
        return chunks.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreException("The wait for a listing was interrupted.", e);
      }
    }
  }
}
