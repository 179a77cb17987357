package org.synchronode.domain.read;

import java.util.Optional;

/** One range as a client asks for it, before the size is known (RFC 9110 §14.1.2). */
public sealed interface RangeSpec {

  /**
   * The bytes that it means in a file of this size; none when it lies outside (then the answer is
   * 416).
   */
  Optional<ByteRange> within(long size);

  /** {@code first-last}, both included; an end past the file's is cut. */
  record FromTo(long first, long last) implements RangeSpec {
    public FromTo {
      if (first < 0 || last < first) {
        throw new IllegalArgumentException("a range ends where it begins, or later");
      }
    }

    @Override
    public Optional<ByteRange> within(long size) {
      return first >= size
          ? Optional.empty()
          : Optional.of(new ByteRange(first, Math.min(last, size - 1) - first + 1));
    }
  }

  /** {@code first-}: from there to the end. */
  record From(long first) implements RangeSpec {
    public From {
      if (first < 0) {
        throw new IllegalArgumentException("a range begins at 0 or later");
      }
    }

    @Override
    public Optional<ByteRange> within(long size) {
      return first >= size ? Optional.empty() : Optional.of(new ByteRange(first, size - first));
    }
  }

  /**
   * {@code -length}: the last so many bytes; all of a shorter file, nothing when the length is 0.
   */
  record Last(long length) implements RangeSpec {
    public Last {
      if (length < 0) {
        throw new IllegalArgumentException("a suffix is not negative");
      }
    }

    @Override
    public Optional<ByteRange> within(long size) {
      long part = Math.min(length, size);
      return part == 0 ? Optional.empty() : Optional.of(new ByteRange(size - part, part));
    }
  }
}
