package org.synchronode.application.transfer;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.property.DeadProperty;

/**
 * Writes a tree as bytes. Each item is a block that describes it, behind the block's length in four
 * bytes; behind a file's block come the file's bytes, and their CRC-32C in four more. A block of no
 * length ends the tree. Numbers are big-endian, texts as {@link DataOutputStream#writeUTF} writes
 * them. docs/protocol.md has the fields.
 */
public final class TreeWriter {
  static final int FOLDER = 1;
  static final int FILE = 2;

  private final DataOutputStream out;

  /** Writes there. */
  public TreeWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  /** Writes what an item is. */
  public void item(TreeItem item) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream block = new DataOutputStream(bytes);
    block.writeByte(item instanceof TreeItem.File ? FILE : FOLDER);
    block.writeShort(item.path().size());
    for (EntryName name : item.path()) {
      block.writeUTF(name.value());
    }
    Instant modified = item.modified();
    block.writeLong(modified.getEpochSecond());
    block.writeInt(modified.getNano());
    block.writeShort(item.properties().size());
    for (DeadProperty property : item.properties()) {
      block.writeUTF(property.name().namespace());
      block.writeUTF(property.name().local());
      block.writeUTF(property.xml());
    }
    if (item instanceof TreeItem.File file) {
      block.writeLong(file.size());
    }
    out.writeInt(bytes.size());
    bytes.writeTo(out);
  }

  /** Where the bytes of the file go that was just described; {@link Content#end} is to follow. */
  public Content content() {
    return new Content();
  }

  /** Ends the tree. */
  public void end() throws IOException {
    out.writeInt(0);
    out.flush();
  }

  /** Passes a file's bytes on. */
  public final class Content extends OutputStream {
    private final CRC32C sum = new CRC32C();

    private Content() {}

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      sum.update(bytes, offset, length);
      out.write(bytes, offset, length);
    }

    /** Writes their sum behind them. */
    public void end() throws IOException {
      out.writeInt((int) sum.getValue());
    }
  }
}
