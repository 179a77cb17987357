package org.synchronode.domain.write;

import java.util.List;
import java.util.Optional;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.read.ByteRange;

/**
 * A PUT of a part (RFC 9110 §14.5), as the owner needs to know it; the bytes come beside it. Where
 * the length of the whole is told, it is a part of an upload, which is put in its place with its
 * last byte; else its bytes take the place of those of the file that stands there.
 *
 * @param whole what is to stand there then. Its digests and its time count with the last part, and
 *     its guard is decided with each
 * @param range at least one byte
 * @param digests of the part: with any other, it is not taken
 */
public record PartWrite(FileWrite whole, ByteRange range, List<ContentDigest> digests) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException when the range is empty or not a part of the whole
   */
  public PartWrite {
    digests = List.copyOf(digests);
    if (range.length() < 1
        || range.offset() > Long.MAX_VALUE - range.length()
        || end(range) > whole.length().orElse(Long.MAX_VALUE)) {
      throw new IllegalArgumentException("a part lies in the whole, and is not empty");
    }
  }

  private static long end(ByteRange range) {
    return range.offset() + range.length();
  }

  /** Where its last byte ends, in bytes of the whole. */
  public long end() {
    return end(range);
  }

  /** The upload that it is a part of, if it is one. */
  public Optional<UploadKey> upload() {
    return whole.length().isPresent()
        ? Optional.of(new UploadKey(whole.path(), whole.length().getAsLong(), whole.guard().user()))
        : Optional.empty();
  }

  /** The same at another path. */
  public PartWrite at(EntryPath other) {
    return new PartWrite(whole.at(other), range, digests);
  }
}
