package org.synchronode.ws.frames;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads one frame after the other: its header, then its payload. Both can run out of time and be
 * called again.
 *
 * <p>Headers, small frames and the ends of large ones go through a small look-ahead buffer; the
 * bulk of a large payload is read straight into its destination.
 */
final class FrameReader {
  /** Enough for what comes on a channel that is idle most of the time. */
  private static final int LOOK_AHEAD = 1024;

  /** From when more has come than fits. */
  private static final int FAR_AHEAD = 8 * 1024;

  private static final byte[] NONE = new byte[0];

  private final PatientInput input;
  private final Role sender;
  private int lookAhead = LOOK_AHEAD;
  private byte[] ahead;
  private int from;
  private int to;
  private Optional<FrameHeader> current = Optional.empty();
  private int taken;

  /**
   * @param early bytes that were read from the stream already, behind the opening handshake
   */
  FrameReader(PatientInput input, Role sender, byte[] early) {
    this.input = input;
    this.sender = sender;
    this.ahead = early;
    this.to = early.length;
  }

  /** The header of the frame whose payload was not taken yet. */
  FrameHeader header(Deadline deadline) throws IOException {
    if (current.isEmpty()) {
      lookAhead(FrameHeader.SMALLEST, deadline);
      int size = FrameHeader.size(ahead[from + 1]);
      lookAhead(size, deadline);
      current = Optional.of(FrameHeader.parse(ahead, from, sender));
      from += size;
    }
    return current.orElseThrow();
  }

  /** Takes the whole payload of the frame at hand, unmasked; it has to fit. */
  void payload(byte[] buffer, int offset, Deadline deadline) throws IOException {
    FrameHeader header = current.orElseThrow();
    int length = Math.toIntExact(header.length());
    while (taken < length) {
      int missing = length - taken;
      if (from == to && missing >= Math.max(ahead.length, LOOK_AHEAD)) {
        taken += some(buffer, offset + taken, missing, deadline);
      } else {
        lookAhead(1, deadline);
        int count = Math.min(missing, to - from);
        System.arraycopy(ahead, from, buffer, offset + taken, count);
        from += count;
        taken += count;
      }
    }
    if (header.masked()) {
      Masking.apply(header.maskingKey(), buffer, offset, length);
    }
    taken = 0;
    current = Optional.empty();
  }

  /** Whether the next bytes begin a new frame. */
  boolean betweenFrames() {
    return current.isEmpty() && from == to;
  }

  /** Gives the buffer back, between two frames. */
  void release() {
    if (!input.isUnderWay()) {
      ahead = NONE;
      from = 0;
      to = 0;
      lookAhead = LOOK_AHEAD;
    }
  }

  /** Reads and drops whatever comes, until the end of the stream or the deadline. */
  void drain(Deadline deadline) throws IOException {
    do {
      from = 0;
      to = 0;
      lookAhead(1, deadline);
    } while (deadline.remainingNanos() > 0);
  }

  private void lookAhead(int count, Deadline deadline) throws IOException {
    while (to - from < count) {
      // Idempotent: a call after a timeout must ask for the same part of the same buffer.
      if (from > 0 || ahead.length < lookAhead) {
        byte[] target = ahead.length < lookAhead ? new byte[lookAhead] : ahead;
        System.arraycopy(ahead, from, target, 0, to - from);
        ahead = target;
        to -= from;
        from = 0;
      }
      to += some(ahead, to, ahead.length - to, deadline);
      if (to == ahead.length) {
        lookAhead = FAR_AHEAD;
      }
    }
  }

  private int some(byte[] buffer, int offset, int length, Deadline deadline) throws IOException {
    int count = input.read(buffer, offset, length, deadline);
    if (count < 0) {
      throw new EOFException("the peer ended the connection without a close frame");
    }
    return count;
  }
}
