package org.synchronode.domain.read;

/**
 * A part of a file.
 *
 * @param offset of its first byte
 * @param length in bytes; 0 for all of an empty file
 */
public record ByteRange(long offset, long length) {

  public ByteRange {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException(
          "a range has neither a negative offset nor a negative length");
    }
  }

  /** The whole of a file of this size. */
  public static ByteRange whole(long size) {
    return new ByteRange(0, size);
  }
}
