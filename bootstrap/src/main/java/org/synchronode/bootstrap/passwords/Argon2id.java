package org.synchronode.bootstrap.passwords;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Argon2id, version 1.3 (RFC 9106), one lane after the other. Its memory is outside of the heap and
 * given back with the answer: in the heap, what a log-in takes for a moment would stay with the
 * process.
 */
final class Argon2id {
  static final int VERSION = 0x13;

  private static final int TYPE = 2;
  private static final int SLICES = 4;
  private static final int BLOCK_BYTES = 1024;
  private static final int BLOCK_LONGS = BLOCK_BYTES / Long.BYTES;
  private static final long LOW = 0xffffffffL;

  private final int passes;
  private final int lanes;
  private final int segmentLength;
  private final int laneLength;
  private final MemorySegment memory;

  private final long[] previous = new long[BLOCK_LONGS];
  private final long[] reference = new long[BLOCK_LONGS];
  private final long[] mixed = new long[BLOCK_LONGS];

  private Argon2id(Cost cost, Arena arena) {
    this.passes = cost.passes;
    this.lanes = cost.lanes;
    this.segmentLength = cost.memoryKib / (SLICES * lanes);
    this.laneLength = SLICES * segmentLength;
    this.memory = arena.allocate((long) lanes * laneLength * BLOCK_BYTES, Long.BYTES);
  }

  /**
   * What a hash takes.
   *
   * @param memoryKib at least 8 for each lane
   */
  record Cost(int memoryKib, int passes, int lanes) {
    Cost {
      if (passes < 1 || lanes < 1 || memoryKib < 2 * SLICES * lanes) {
        throw new IllegalArgumentException("too little for Argon2");
      }
    }
  }

  /** The hash, of {@code bytes} bytes. */
  static byte[] hash(byte[] password, byte[] salt, Cost cost, int bytes) {
    byte[] start =
        Blake2b.digest(
            Blake2b.LONGEST,
            littleEndian(10 * Integer.BYTES + password.length + salt.length)
                .putInt(cost.lanes)
                .putInt(bytes)
                .putInt(cost.memoryKib)
                .putInt(cost.passes)
                .putInt(VERSION)
                .putInt(TYPE)
                .putInt(password.length)
                .put(password)
                .putInt(salt.length)
                .put(salt)
                .putInt(0) // no secret
                .putInt(0) // nothing associated
                .array());
    try (Arena arena = Arena.ofConfined()) {
      Argon2id filled = new Argon2id(cost, arena);
      filled.fill(start);
      return longDigest(bytes, filled.lastBlocks());
    }
  }

  private void fill(byte[] start) {
    for (int lane = 0; lane < lanes; lane++) {
      for (int column = 0; column < 2; column++) {
        byte[] seed =
            littleEndian(start.length + 2 * Integer.BYTES)
                .put(start)
                .putInt(column)
                .putInt(lane)
                .array();
        littleEndian(longDigest(BLOCK_BYTES, seed)).asLongBuffer().get(mixed);
        store(mixed, lane, column);
      }
    }
    for (int pass = 0; pass < passes; pass++) {
      for (int slice = 0; slice < SLICES; slice++) {
        for (int lane = 0; lane < lanes; lane++) {
          fillSegment(pass, slice, lane);
        }
      }
    }
  }

  private void fillSegment(int pass, int slice, int lane) {
    // Up to here, which blocks are looked at must tell nothing of the password.
    boolean isIndependent = pass == 0 && slice < SLICES / 2;
    int first = pass == 0 && slice == 0 ? 2 : 0;
    long[] input = {pass, lane, slice, (long) lanes * laneLength, passes, TYPE, 0};
    input = Arrays.copyOf(input, BLOCK_LONGS);
    long[] addresses = new long[BLOCK_LONGS];
    load(previous, lane, Math.floorMod(slice * segmentLength + first - 1, laneLength));
    for (int index = first; index < segmentLength; index++) {
      if (isIndependent && (index == first || index % BLOCK_LONGS == 0)) {
        input[6]++;
        Arrays.fill(addresses, 0);
        compress(addresses, input, addresses);
        compress(new long[BLOCK_LONGS], addresses, addresses);
      }
      long random = isIndependent ? addresses[index % BLOCK_LONGS] : previous[0];
      int from = pass == 0 && slice == 0 ? lane : (int) ((random >>> 32) % lanes);
      load(reference, from, column(pass, slice, index, from == lane, random & LOW));
      compress(previous, reference, mixed);
      int column = slice * segmentLength + index;
      if (pass > 0) {
        load(reference, lane, column);
        xor(reference, mixed);
      }
      store(mixed, lane, column);
      System.arraycopy(mixed, 0, previous, 0, BLOCK_LONGS);
    }
  }

  /** Which block of a lane is looked at: a recent one rather than an old one. */
  private int column(int pass, int slice, int index, boolean isSameLane, long random) {
    int finished = pass == 0 ? slice * segmentLength : laneLength - segmentLength;
    int area = finished - (index == 0 ? 1 : 0);
    if (isSameLane) {
      area = finished + index - 1;
    }
    long squared = (random * random) >>> 32;
    long relative = area - 1 - ((area * squared) >>> 32);
    int oldest = pass == 0 ? 0 : (slice + 1) * segmentLength;
    return (int) ((oldest + relative) % laneLength);
  }

  private byte[] lastBlocks() {
    Arrays.fill(mixed, 0);
    for (int lane = 0; lane < lanes; lane++) {
      load(reference, lane, laneLength - 1);
      xor(reference, mixed);
    }
    byte[] bytes = new byte[BLOCK_BYTES];
    littleEndian(bytes).asLongBuffer().put(mixed);
    return bytes;
  }

  private long offset(int lane, int column) {
    return ((long) lane * laneLength + column) * BLOCK_BYTES;
  }

  private void load(long[] block, int lane, int column) {
    MemorySegment.copy(memory, ValueLayout.JAVA_LONG, offset(lane, column), block, 0, BLOCK_LONGS);
  }

  private void store(long[] block, int lane, int column) {
    MemorySegment.copy(block, 0, memory, ValueLayout.JAVA_LONG, offset(lane, column), BLOCK_LONGS);
  }

  private static void xor(long[] from, long[] into) {
    for (int i = 0; i < BLOCK_LONGS; i++) {
      into[i] ^= from[i];
    }
  }

  /** The function G of the RFC; the result may be one of the two. */
  private static void compress(long[] left, long[] right, long[] result) {
    long[] both = left.clone();
    xor(right, both);
    long[] z = both.clone();
    for (int row = 0; row < BLOCK_LONGS; row += 16) {
      permute(z, row, 2);
    }
    for (int column = 0; column < 16; column += 2) {
      permute(z, column, 16);
    }
    xor(both, z);
    System.arraycopy(z, 0, result, 0, BLOCK_LONGS);
  }

  /** The permutation P of the RFC: of eight pairs of words, each so far from the one before. */
  private static void permute(long[] z, int start, int step) {
    for (int i = 0; i < 4; i++) {
      mix(
          z,
          word(start, step, i),
          word(start, step, 4 + i),
          word(start, step, 8 + i),
          word(start, step, 12 + i));
    }
    for (int i = 0; i < 4; i++) {
      mix(
          z,
          word(start, step, i),
          word(start, step, 4 + (i + 1) % 4),
          word(start, step, 8 + (i + 2) % 4),
          word(start, step, 12 + (i + 3) % 4));
    }
  }

  private static int word(int start, int step, int number) {
    return start + number / 2 * step + number % 2;
  }

  private static void mix(long[] z, int a, int b, int c, int d) {
    long va = z[a];
    long vb = z[b];
    long vc = z[c];
    long vd = z[d];
    va = add(va, vb);
    vd = Long.rotateRight(vd ^ va, 32);
    vc = add(vc, vd);
    vb = Long.rotateRight(vb ^ vc, 24);
    va = add(va, vb);
    vd = Long.rotateRight(vd ^ va, 16);
    vc = add(vc, vd);
    vb = Long.rotateRight(vb ^ vc, 63);
    z[a] = va;
    z[b] = vb;
    z[c] = vc;
    z[d] = vd;
  }

  private static long add(long a, long b) {
    return a + b + 2 * (a & LOW) * (b & LOW);
  }

  /** The function H' of the RFC: a digest of any length. */
  private static byte[] longDigest(int bytes, byte[] message) {
    byte[] first = littleEndian(Integer.BYTES + message.length).putInt(bytes).put(message).array();
    if (bytes <= Blake2b.LONGEST) {
      return Blake2b.digest(bytes, first);
    }
    int half = Blake2b.LONGEST / 2;
    ByteBuffer all = ByteBuffer.allocate(bytes);
    byte[] part = Blake2b.digest(Blake2b.LONGEST, first);
    all.put(part, 0, half);
    while (all.remaining() > Blake2b.LONGEST) {
      part = Blake2b.digest(Blake2b.LONGEST, part);
      all.put(part, 0, half);
    }
    return all.put(Blake2b.digest(all.remaining(), part)).array();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return littleEndian(new byte[bytes]);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
