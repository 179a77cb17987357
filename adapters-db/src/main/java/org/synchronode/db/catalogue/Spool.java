package org.synchronode.db.catalogue;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.synchronode.db.StoreException;

/**
 * Holds what was read until it is given out: the first of it in memory, the rest in a temporary
 * file, which the system deletes when it is closed, also by a crash. Filled once, then read once;
 * not thread-safe.
 */
final class Spool<T> implements AutoCloseable {
  /** In entries that nothing is attached to. */
  private static final int MOST_IN_MEMORY = 10_000;

  private static final int BUFFER_BYTES = 64 << 10;

  private final Path folder;
  private final Form<T> form;
  private final List<T> inMemory = new ArrayList<>();
  private Optional<Overflow> overflow = Optional.empty();
  private long inFile;
  private long weight;

  /** How a thing is written to a file. May remember what it wrote or read before. */
  interface Form<T> {
    void write(DataOutputStream to, T thing) throws IOException;

    T read(DataInputStream from) throws IOException;

    /** How much room it takes in memory. */
    int weight(T thing);
  }

  private record Overflow(FileChannel channel, DataOutputStream out) {}

  /** Where the temporary file is made, if there will be one. */
  Spool(Path folder, Form<T> form) {
    this.folder = folder;
    this.form = form;
  }

  void add(T thing) {
    if (weight < MOST_IN_MEMORY) {
      inMemory.add(thing);
      weight += form.weight(thing);
      return;
    }
    try {
      if (overflow.isEmpty()) {
        overflow = Optional.of(overflow());
      }
      form.write(overflow.get().out(), thing);
      inFile++;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Overflow overflow() throws IOException {
    Path file = Files.createTempFile(folder, "listing-", ".spool");
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
    return new Overflow(
        channel,
        new DataOutputStream(
            new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)));
  }

  /** All that was added, in its order; nothing can be added any more. */
  Iterator<T> iterator() {
    Iterator<T> first = inMemory.iterator();
    return overflow.isEmpty() ? first : new Both<>(first, rest(overflow.get()), form, inFile);
  }

  private DataInputStream rest(Overflow written) {
    try {
      written.out().flush();
      written.channel().position(0);
      return new DataInputStream(
          new BufferedInputStream(Channels.newInputStream(written.channel()), BUFFER_BYTES));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static StoreException failed(IOException e) {
    return new StoreException("A long listing could not be kept in a temporary file: " + e, e);
  }

  @Override
  public void close() {
    inMemory.clear();
    try {
      if (overflow.isPresent()) {
        overflow.get().channel().close();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The part in memory, then the part in the file. */
  private static final class Both<T> implements Iterator<T> {
    private final Iterator<T> first;
    private final DataInputStream rest;
    private final Form<T> form;
    private long left;

    Both(Iterator<T> first, DataInputStream rest, Form<T> form, long left) {
      this.first = first;
      this.rest = rest;
      this.form = form;
      this.left = left;
    }

    @Override
    public boolean hasNext() {
      return first.hasNext() || left > 0;
    }

    @Override
    public T next() {
      if (first.hasNext()) {
        return first.next();
      }
      if (left == 0) {
        throw new NoSuchElementException();
      }
      left--;
      try {
        return form.read(rest);
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }
}
