package org.synchronode.ws.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Streams of frames, most of them damaged, are read by a channel as {@link ReferenceReader} reads
 * them, whatever pieces they come in and whenever time runs out; and what the channel says to that
 * is what RFC 6455 wants to be said.
 */
class FrameFuzzTest {
  private static final int BOUND = 70_000;
  private static final int MIB = 1024 * 1024;
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Where the ways to write a length meet, and one byte more than the bound. */
  private static final int[] SIZES = {0, 1, 125, 126, 127, 65_535, 65_536, BOUND, BOUND + 1};

  @Property(seed = "6455", tries = 2000)
  void aDamagedStreamIsReadAsTheRulesSay(@ForAll Role sender, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] stream = damaged(stream(sender, random), random);

    readsAsTheReference(stream, sender, random);
  }

  @Property(seed = "6455", tries = 1000)
  void noiseIsReadAsTheRulesSay(@ForAll Role sender, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] stream = bytes(random.nextInt(40), random);

    readsAsTheReference(stream, sender, random);
  }

  /** Whether the two above try what they should: whole streams, and each way to refuse. */
  @Example
  void theStreamsEndInEveryWay() {
    Random random = new Random(6455);
    List<String> ends = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      byte[] stream = damaged(stream(Role.CLIENT, random), random);
      String end = ReferenceReader.read(stream, Role.CLIENT, BOUND).getLast();
      ends.add(end.startsWith("closed") ? "closed" : end);
    }
    assertThat(ends).contains("end", "closed", "refused 1002", "refused 1007", "refused 1009");
  }

  private static void readsAsTheReference(byte[] stream, Role sender, Random random) {
    List<String> expected = ReferenceReader.read(stream, sender, BOUND);
    MemoryWire wire = new MemoryWire(stream, random);
    List<String> heard = new ArrayList<>();

    long allocated = assertTimeoutPreemptively(LONG, () -> listen(wire, sender, heard));

    String hex = HexFormat.of().formatHex(stream, 0, Math.min(stream.length, 500));
    assertThat(heard)
        .as("messages in %s", hex)
        .isEqualTo(expected.stream().filter(event -> !ReferenceReader.isControl(event)).toList());
    assertThat(said(wire, sender.peer(), expected.getLast()))
        .as("answers to %s", hex)
        .isEqualTo(answers(expected));
    // A buffer grows by doubling, and a text is decoded: never what a header only claims.
    assertThat(allocated).isLessThan(4L * BOUND + 20L * stream.length + MIB);
  }

  /** Reads until the end; the bytes that it took. */
  private static long listen(MemoryWire wire, Role sender, List<String> heard) throws IOException {
    long before = allocated();
    FramedSocket channel = new FramedSocket(wire, sender.peer(), new byte[0], BOUND);
    try {
      boolean open = true;
      while (open) {
        open = hear(channel, heard);
      }
    } catch (EOFException e) {
      heard.add("end");
    } catch (ProtocolViolation e) {
      heard.add(ReferenceReader.refused(e.code()));
    }
    return allocated() - before;
  }

  /** Waits for a message as long as it takes; whether it was not the last one. */
  private static boolean hear(FramedSocket channel, List<String> heard) throws IOException {
    Message message;
    try {
      message = channel.await(LONG);
    } catch (SocketTimeoutException e) {
      return true;
    }
    heard.add(
        switch (message) {
          case Message.Text(String text) -> ReferenceReader.text(text);
          case Message.Binary binary -> {
            assertThat(binary.array().length).isLessThanOrEqualTo(BOUND);
            yield ReferenceReader.binary(binary.copy());
          }
          case Message.Closed(int code, String reason) -> ReferenceReader.closed(code, reason);
        });
    return !(message instanceof Message.Closed);
  }

  /** What the channel wrote, but for its own words on why it refuses something. */
  private static List<String> said(MemoryWire wire, Role role, String end) {
    List<String> said = new ArrayList<>(ReferenceReader.read(wire.written(), role, BOUND));
    if (end.startsWith("refused ")) {
      said.replaceAll(event -> event.replaceFirst("^(closed \\d+) .*", "$1"));
    }
    return said;
  }

  /** A pong for each ping (section 5.5.3), and a close frame for the end (5.5.1, 7.1.7). */
  private static List<String> answers(List<String> events) {
    List<String> answers = new ArrayList<>();
    for (String event : events) {
      if (event.startsWith("ping ")) {
        answers.add(event.replaceFirst("ping", "pong"));
      } else if (event.startsWith("closed ")) {
        answers.add(event);
      } else if (event.startsWith("refused ")) {
        answers.add(event.replaceFirst("refused", "closed"));
      }
    }
    if (answers.isEmpty() || !answers.getLast().startsWith("closed ")) {
      answers.add("end");
    }
    return answers;
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  /** Messages in fragments, with control frames between them. */
  private static byte[] stream(Role sender, Random random) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    int messages = random.nextInt(6);
    for (int i = 0; i < messages; i++) {
      boolean text = random.nextBoolean();
      byte[] message = text ? text(random) : bytes(size(random), random);
      int done = 0;
      int opcode = text ? 1 : 2;
      while (random.nextInt(3) > 0) {
        int count = random.nextInt(message.length - done + 1);
        frame(stream, opcode, Arrays.copyOfRange(message, done, done + count), sender, random);
        done += count;
        opcode = 0;
        if (random.nextBoolean()) {
          byte[] payload = bytes(random.nextInt(126), random);
          frame(stream, 0x80 | random.nextInt(9, 11), payload, sender, random);
        }
      }
      byte[] rest = Arrays.copyOfRange(message, done, message.length);
      frame(stream, 0x80 | opcode, rest, sender, random);
    }
    if (random.nextBoolean()) {
      frame(stream, 0x88, closing(random), sender, random);
    }
    return stream.toByteArray();
  }

  private static void frame(
      ByteArrayOutputStream stream, int first, byte[] payload, Role sender, Random random) {
    boolean masked = sender == Role.CLIENT;
    int mask = masked ? 0x80 : 0;
    stream.write(first);
    int size = payload.length;
    int form = size < 126 ? 0 : size < 0x10000 ? 2 : 8;
    if (random.nextInt(50) == 0) {
      form = random.nextBoolean() ? 8 : Math.max(form, 2); // not the shortest (section 5.2)
    }
    stream.write(mask | (form == 0 ? size : form == 2 ? 126 : 127));
    for (int i = form - 1; i >= 0; i--) {
      stream.write((int) ((long) size >>> (8 * i)));
    }
    byte[] key = masked ? bytes(4, random) : new byte[4];
    if (masked) {
      stream.writeBytes(key);
    }
    for (int i = 0; i < size; i++) {
      stream.write(payload[i] ^ key[i % 4]);
    }
  }

  private static byte[] closing(Random random) {
    if (random.nextInt(4) == 0) {
      return new byte[0];
    }
    int code = random.nextBoolean() ? random.nextInt(998, 1018) : random.nextInt(0x10000);
    byte[] reason = "bye €".repeat(random.nextInt(5)).getBytes(UTF_8);
    byte[] body = new byte[2 + reason.length];
    body[0] = (byte) (code >>> 8);
    body[1] = (byte) code;
    System.arraycopy(reason, 0, body, 2, reason.length);
    return body;
  }

  private static byte[] text(Random random) {
    String character = List.of("a", "é", "€", "𝄞").get(random.nextInt(4));
    return character.repeat(random.nextInt(100)).getBytes(UTF_8);
  }

  /** Mostly small, so that damage meets headers. */
  private static int size(Random random) {
    return random.nextInt(8) > 0 ? random.nextInt(20) : SIZES[random.nextInt(SIZES.length)];
  }

  private static byte[] bytes(int count, Random random) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A few changes, sometimes none: bits, bytes, lengths, and parts left out or said twice. */
  private static byte[] damaged(byte[] stream, Random random) {
    byte[] changed = stream;
    int changes = random.nextInt(4);
    for (int i = 0; i < changes && changed.length > 0; i++) {
      int at = random.nextInt(changed.length);
      int to = Math.min(changed.length, at + random.nextInt(12));
      changed =
          switch (random.nextInt(6)) {
            case 0 -> joined(changed, at, bytes(0, random), changed.length);
            case 1 -> joined(changed, at, bytes(0, random), to);
            case 2 -> joined(changed, to, bytes(0, random), at);
            case 3 -> joined(changed, at, bytes(random.nextInt(12), random), at);
            case 4 -> joined(changed, at, new byte[] {127, 0, 0, 0, 0}, to);
            default -> {
              byte[] flipped = changed.clone();
              flipped[at] ^= (byte) (1 << random.nextInt(8));
              yield flipped;
            }
          };
    }
    return changed;
  }

  /** What stands before a place, something else, and what stands behind another place. */
  private static byte[] joined(byte[] stream, int before, byte[] between, int behind) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(stream, 0, before);
    joined.writeBytes(between);
    joined.write(stream, behind, stream.length - behind);
    return joined.toByteArray();
  }

  /** A stream that comes in pieces and now and then not in time; what is written is kept. */
  private static final class MemoryWire implements Wire {
    private final InputStream pieces;
    private final Random random;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    MemoryWire(byte[] stream, Random random) {
      this.pieces = new Pieces(stream, random);
      this.random = random;
    }

    byte[] written() {
      return written.toByteArray();
    }

    @Override
    public InputStream input() {
      return new InputStream() {
        @Override
        public int read() {
          throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          if (random.nextInt(4) == 0) {
            throw new SocketTimeoutException("not yet");
          }
          return pieces.read(buffer, offset, length);
        }
      };
    }

    @Override
    public OutputStream output() {
      return written;
    }

    @Override
    public boolean limitReads(int millis) {
      return true;
    }

    @Override
    public void cut() {
      // Nothing waits.
    }
  }
}
