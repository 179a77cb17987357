package org.synchronode.application.transfer;

import java.io.IOException;

/** Takes a tree in, item by item. */
public interface TreeSink {

  /** A folder; what lies in it follows. */
  void folder(TreeItem.Folder folder) throws IOException;

  /** A file; its bytes follow. */
  void file(TreeItem.File file) throws IOException;

  /** Some of the file's bytes. */
  void bytes(byte[] bytes, int offset, int length) throws IOException;

  /** All bytes of the file were there. */
  void endOfFile() throws IOException;
}
