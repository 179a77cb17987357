package org.synchronode.application.files;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The bytes of a file that is to be written. They are asked for only when it is clear that they are
 * wanted.
 */
@FunctionalInterface
public interface FileBody {

  /**
   * Writes all of them. Called at most once.
   *
   * @throws BodyBroken when they end before their end: the client is gone, or what it sent can't be
   *     read
   * @throws IOException when {@code out} failed
   */
  void transferTo(OutputStream out) throws IOException;
}
