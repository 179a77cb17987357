package org.synchronode.ws.frames;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A connection as the codec needs it: two blocking streams, without buffers of their own. */
interface Wire {
  InputStream input();

  OutputStream output();

  /**
   * Limits how long a read may wait, from the next one on; one that waits longer fails with {@link
   * java.net.SocketTimeoutException} and has taken nothing.
   *
   * @param millis 0 for no limit
   * @return false where reads of this wire can't be limited
   */
  boolean limitReads(int millis) throws IOException;

  /**
   * Drops the connection without ceremony: threads that are blocked in either stream fail at once,
   * and so does every later call. From any thread, any number of times; never blocks.
   */
  void cut();
}
