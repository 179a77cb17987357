package org.synchronode.ws.frames;

import java.io.ByteArrayInputStream;
import java.util.random.RandomGenerator;

/** A stream that gives its bytes in pieces of random sizes, as a network does. */
final class Pieces extends ByteArrayInputStream {
  private final RandomGenerator random;

  Pieces(byte[] bytes, RandomGenerator random) {
    super(bytes);
    this.random = random;
  }

  @Override
  public synchronized int read(byte[] buffer, int offset, int length) {
    int piece = random.nextBoolean() ? random.nextInt(1, 9) : random.nextInt(1, 20_000);
    return super.read(buffer, offset, Math.min(length, piece));
  }
}
