package org.synchronode.vfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import org.synchronode.domain.entry.EntryName;

/**
 * Waits for a write call that began before and is not finished. Such a call has stamped the file
 * when it began, and however long it then takes (its thread may have to wait for a processor), what
 * it still writes shows in no time. A read past the system's cache waits for it, because the file
 * systems of Linux lock a file against such reads while it is written to (ext4, btrfs; XFS does so
 * for every read). Measured on ext4 with busy processors: one call that wrote 400 MB in place took
 * 8.3 s; 50 ms after its stamp an ordinary read still saw old bytes, and a direct read returned
 * when it was done. Where a file system can't read so, there is only the time that {@link
 * SettledStat} allows a write to take.
 */
final class WriteFence {
  /** No file system asks for a larger alignment. */
  private static final int BLOCK = 4096;

  /** Longer than this after its stamp, a write call is taken to be finished. */
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(2);

  /** And for a large file, as long as it takes at this speed: bytes in a millisecond. */
  private static final int SLOWEST_WRITE = 50_000;

  private WriteFence() {}

  /** To be called between looking at a file and reading it. */
  static void pass(OpenFolder folder, EntryName name, Stat stat, Instant now) {
    Duration longest = LONGEST_WRITE.plusMillis(stat.size() / SLOWEST_WRITE);
    if (stat.size() == 0 || stat.modified().plus(longest).isBefore(now)) {
      return;
    }
    ByteBuffer block = ByteBuffer.allocateDirect(2 * BLOCK).alignedSlice(BLOCK).limit(BLOCK);
    try (FileChannel channel = folder.fileOnDisk(name)) {
      if (channel.read(block) < 0) {
        // Cut to nothing meanwhile: whoever looks at it next will see that.
        return;
      }
    } catch (IOException _) {
      // This file system has no such reads, or the file is gone: then that will be seen.
    }
  }
}
