package org.synchronode.application.transfer;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;

/**
 * Reads what {@link TreeWriter} writes, in pieces of any size as they come. Strict: whatever else
 * comes is {@link BodyBroken}. Holds one block at a time. Not thread-safe.
 */
public final class TreeReader extends OutputStream {
  /** An item with as much attached to it as there can be, at three bytes a character. */
  private static final int LONGEST_BLOCK = 1024 * 1024;

  private static final int DEEPEST = 1024;

  private final TreeSink sink;
  private byte[] block = new byte[Integer.BYTES];
  private int filled;
  private State state = State.LENGTH;
  private long contentLeft;
  private CRC32C sum = new CRC32C();
  private boolean first = true;

  private enum State {
    LENGTH,
    BLOCK,
    CONTENT,
    SUM,
    END
  }

  /** Hands everything on to there. */
  public TreeReader(TreeSink sink) {
    this.sink = sink;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      at += state == State.CONTENT ? content(bytes, at, end - at) : fill(bytes, at, end - at);
    }
  }

  /**
   * Says that no more comes.
   *
   * @throws BodyBroken when that is too early
   */
  public void finish() throws BodyBroken {
    if (state != State.END) {
      throw new BodyBroken("the tree ends before its end");
    }
  }

  private int content(byte[] bytes, int offset, int length) throws IOException {
    int some = (int) Math.min(length, contentLeft);
    sum.update(bytes, offset, some);
    sink.bytes(bytes, offset, some);
    contentLeft -= some;
    if (contentLeft == 0) {
      expect(State.SUM, Integer.BYTES);
    }
    return some;
  }

  private int fill(byte[] bytes, int offset, int length) throws IOException {
    if (state == State.END) {
      throw new BodyBroken("something comes behind the end of the tree");
    }
    int some = Math.min(length, block.length - filled);
    System.arraycopy(bytes, offset, block, filled, some);
    filled += some;
    if (filled == block.length) {
      take();
    }
    return some;
  }

  private void take() throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(block));
    switch (state) {
      case LENGTH -> {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_BLOCK || (length == 0 && first)) {
          throw new BodyBroken("a block of " + length + " bytes");
        }
        expect(length == 0 ? State.END : State.BLOCK, length);
      }
      case BLOCK -> item(in);
      case SUM -> {
        if (in.readInt() != (int) sum.getValue()) {
          throw new BodyBroken("a file's bytes do not add up");
        }
        sink.endOfFile();
        expect(State.LENGTH, Integer.BYTES);
      }
      case CONTENT, END -> throw new IllegalStateException("no block is read now");
    }
  }

  private void expect(State next, int length) {
    state = next;
    block = new byte[length];
    filled = 0;
  }

  private void item(DataInputStream in) throws IOException {
    TreeItem item;
    try {
      item = read(in);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new BodyBroken("an item that can't be", e);
    } catch (IOException e) {
      throw new BodyBroken("a block that breaks off", e);
    }
    if (first != item.path().isEmpty()) {
      throw new BodyBroken("the top of the tree comes first, and once");
    }
    first = false;
    switch (item) {
      case TreeItem.Folder folder -> {
        sink.folder(folder);
        expect(State.LENGTH, Integer.BYTES);
      }
      case TreeItem.File file -> {
        sink.file(file);
        sum = new CRC32C();
        contentLeft = file.size();
        expect(contentLeft == 0 ? State.SUM : State.CONTENT, contentLeft == 0 ? Integer.BYTES : 0);
      }
    }
  }

  private static TreeItem read(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    int depth = in.readUnsignedShort();
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("too deep");
    }
    List<EntryName> path = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      path.add(new EntryName(in.readUTF()));
    }
    Instant modified = Instant.ofEpochSecond(in.readLong(), in.readInt());
    int count = in.readUnsignedShort();
    if (count > Annotations.MOST_PROPERTIES) {
      throw new IllegalArgumentException("too many properties");
    }
    List<DeadProperty> properties = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      properties.add(new DeadProperty(new PropertyName(in.readUTF(), in.readUTF()), in.readUTF()));
    }
    TreeItem item =
        switch (kind) {
          case TreeWriter.FOLDER -> new TreeItem.Folder(path, modified, properties);
          case TreeWriter.FILE -> new TreeItem.File(path, modified, properties, in.readLong());
          default -> throw new IllegalArgumentException("neither a file nor a folder");
        };
    if (in.read() >= 0 || (item instanceof TreeItem.File file && file.size() < 0)) {
      throw new IllegalArgumentException("a block of another length, or a file of none");
    }
    return item;
  }
}
