package org.synchronode.ws.frames;

import java.io.InputStream;
import java.io.OutputStream;

/** A connection as the codec needs it: two blocking streams, without buffers of their own. */
interface Wire {
  InputStream input();

  OutputStream output();

  /**
   * Drops the connection without ceremony: threads that are blocked in either stream fail at once,
   * and so does every later call. From any thread, any number of times; never blocks.
   */
  void cut();
}
