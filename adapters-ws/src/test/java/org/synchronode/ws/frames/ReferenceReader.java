package org.synchronode.ws.frames;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The receiving side of RFC 6455 once more, as plainly as it can be said of a whole stream in
 * memory: what ours is compared with.
 */
final class ReferenceReader {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final Set<Integer> KNOWN = Set.of(0, TEXT, 2, CLOSE, PING, PONG);

  /** The close codes that may be sent, from and to. */
  private static final List<int[]> ALLOWED =
      List.of(new int[] {1000, 1003}, new int[] {1007, 1014}, new int[] {3000, 4999});

  private final ByteBuffer in;
  private final boolean masked;
  private final int bound;
  private final List<String> events = new ArrayList<>();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  /** The opcode of the message that was begun, 0 for none. */
  private int kind;

  private ReferenceReader(byte[] stream, Role sender, int bound) {
    this.in = ByteBuffer.wrap(stream);
    this.masked = sender == Role.CLIENT;
    this.bound = bound;
  }

  /** What the stream says, in words, one of {@code end}, {@code closed}, {@code refused} last. */
  static List<String> read(byte[] stream, Role sender, int bound) {
    ReferenceReader reader = new ReferenceReader(stream, sender, bound);
    try {
      while (reader.frame()) {
        // One after the other.
      }
    } catch (BufferUnderflowException e) {
      reader.events.add("end");
    }
    return reader.events;
  }

  static String text(String text) {
    return "text " + text;
  }

  static String binary(byte[] bytes) {
    return "binary " + HexFormat.of().formatHex(bytes);
  }

  static String closed(int code, String reason) {
    return "closed " + code + " " + reason;
  }

  static String refused(int code) {
    return "refused " + code;
  }

  static boolean isControl(String event) {
    return event.startsWith("ping ") || event.startsWith("pong ");
  }

  /** Reads one frame (section 5.2); whether another one may follow. */
  private boolean frame() {
    int first = in.get() & 0xff;
    int second = in.get() & 0xff;
    long length = second & 0x7f;
    boolean shortest = true;
    if (length == 126) {
      length = in.getShort() & 0xffff;
      shortest = length > 125;
    } else if (length == 127) {
      length = in.getLong();
      shortest = length > 0xffff;
    }
    byte[] key = new byte[4];
    if (second > 0x7f) {
      in.get(key);
    }
    boolean last = first > 0x7f;
    int opcode = first & 0x0f;
    boolean control = opcode > 7;
    if ((first & 0x70) != 0 || !KNOWN.contains(opcode) || second > 0x7f != masked || !shortest) {
      return refuse(1002);
    }
    if (control ? !last || length > 125 : (opcode == 0) == (kind == 0)) {
      return refuse(1002); // sections 5.5 and 5.4
    }
    if (!control && length > bound - message.size()) {
      return refuse(1009);
    }
    byte[] payload = new byte[(int) length];
    in.get(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= key[i % 4];
    }
    return control ? control(opcode, payload) : data(opcode, last, payload);
  }

  private boolean data(int opcode, boolean last, byte[] payload) {
    kind = opcode == 0 ? kind : opcode;
    message.writeBytes(payload);
    if (!last) {
      return true;
    }
    byte[] whole = message.toByteArray();
    if (kind == TEXT && !isUtf8(whole)) {
      return refuse(1007); // section 8.1
    }
    events.add(kind == TEXT ? text(new String(whole, UTF_8)) : binary(whole));
    kind = 0;
    message.reset();
    return true;
  }

  private boolean control(int opcode, byte[] payload) {
    if (opcode == CLOSE) {
      return close(payload);
    }
    events.add((opcode == PING ? "ping " : "pong ") + HexFormat.of().formatHex(payload));
    return true;
  }

  /** Sections 5.5.1 and 7.4. */
  private boolean close(byte[] payload) {
    if (payload.length == 0) {
      events.add(closed(1005, ""));
      return false;
    }
    int code = payload.length == 1 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    boolean allowed = ALLOWED.stream().anyMatch(range -> range[0] <= code && code <= range[1]);
    byte[] reason = Arrays.copyOfRange(payload, Math.min(2, payload.length), payload.length);
    if (!allowed) {
      return refuse(1002);
    }
    if (!isUtf8(reason)) {
      return refuse(1007);
    }
    events.add(closed(code, new String(reason, UTF_8)));
    return false;
  }

  private boolean refuse(int code) {
    events.add(refused(code));
    return false;
  }

  /** What is not UTF-8 is replaced when it is decoded, so that it comes back as something else. */
  private static boolean isUtf8(byte[] bytes) {
    return Arrays.equals(new String(bytes, UTF_8).getBytes(UTF_8), bytes);
  }
}
