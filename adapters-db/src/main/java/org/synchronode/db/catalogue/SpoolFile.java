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
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.synchronode.db.StoreException;

/**
 * Things in a temporary file, which is made for the first of them, and which the system deletes
 * when it is closed, also by a crash. Filled once, then read once; not thread-safe.
 */
final class SpoolFile<T> implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Path folder;
  private final Form<T> form;
  private Optional<Opened> opened = Optional.empty();
  private long count;

  /** How a thing is written to a file. May remember what it wrote or read before. */
  interface Form<T> {
    void write(DataOutputStream to, T thing) throws IOException;

    T read(DataInputStream from) throws IOException;

    /** How much room it takes in memory. */
    int weight(T thing);
  }

  private record Opened(FileChannel channel, DataOutputStream out) {}

  /** A file in this folder, if there will be one. */
  SpoolFile(Path folder, Form<T> form) {
    this.folder = folder;
    this.form = form;
  }

  Form<T> form() {
    return form;
  }

  void write(T thing) {
    try {
      if (opened.isEmpty()) {
        opened = Optional.of(open());
      }
      form.write(opened.get().out(), thing);
      count++;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Opened open() throws IOException {
    Path file = Files.createTempFile(folder, "listing-", ".spool");
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
    return new Opened(
        channel,
        new DataOutputStream(
            new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)));
  }

  /** All that was written; nothing can be written any more. */
  Iterator<T> iterator() {
    if (opened.isEmpty()) {
      return Collections.emptyIterator();
    }
    try {
      opened.get().out().flush();
      FileChannel channel = opened.get().channel().position(0);
      return new Reading<>(
          new DataInputStream(
              new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES)),
          form,
          count);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static StoreException failed(IOException e) {
    return new StoreException("A long listing could not be kept in a temporary file: " + e, e);
  }

  @Override
  public void close() {
    try {
      if (opened.isPresent()) {
        opened.get().channel().close();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static final class Reading<T> implements Iterator<T> {
    private final DataInputStream from;
    private final Form<T> form;
    private long left;

    Reading(DataInputStream from, Form<T> form, long left) {
      this.from = from;
      this.form = form;
      this.left = left;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public T next() {
      if (left == 0) {
        throw new NoSuchElementException();
      }
      left--;
      try {
        return form.read(from);
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }
}
