package org.synchronode.ws.frames;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A binary message is sent and received, over a wire in memory: masked by a client, else not. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameBenchmark {
  private static final int LARGEST = 128 * 1024;

  @Param({"16", "1024", "131072"})
  private int bytes = LARGEST;

  @Param({"true", "false"})
  private boolean masked = true;

  private final byte[] message = new byte[LARGEST];
  private FramedSocket from = new FramedSocket(new Memory(), Role.CLIENT, new byte[0], LARGEST);
  private FramedSocket to = from;

  @Setup
  public void connect() {
    Role sender = masked ? Role.CLIENT : Role.SERVER;
    Memory wire = new Memory();
    from = new FramedSocket(wire, sender, new byte[0], LARGEST);
    to = new FramedSocket(wire, sender.peer(), new byte[0], LARGEST);
  }

  @Benchmark
  public Message sendAndReceive() throws IOException {
    from.sendBinary(message, 0, bytes);
    return to.receive();
  }

  /** What was written can be read, all of it before anything else is written. */
  private static final class Memory implements Wire {
    private final byte[] written = new byte[LARGEST + FrameHeader.LARGEST];
    private int read;
    private int end;

    @Override
    public InputStream input() {
      return new InputStream() {
        @Override
        public int read() {
          throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
          int count = Math.min(length, end - read);
          System.arraycopy(written, read, into, offset, count);
          read += count;
          if (read == end) {
            read = 0;
            end = 0;
          }
          return count;
        }
      };
    }

    @Override
    public OutputStream output() {
      return new OutputStream() {
        @Override
        public void write(int b) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] from, int offset, int length) {
          System.arraycopy(from, offset, written, end, length);
          end += length;
        }
      };
    }

    @Override
    public boolean limitReads(int millis) {
      return false;
    }

    @Override
    public void cut() {}
  }
}
