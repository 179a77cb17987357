package org.synchronode.ws.frames;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** A message that somebody says in pieces; the bytes are UTF-8 where it is text. */
final class Said {

  /** Who says it. */
  interface Speaker {
    void piece(boolean text, byte[] bytes, boolean first, boolean last) throws IOException;

    void ping(byte[] payload) throws IOException;
  }

  /** Where the ways to write a length meet (RFC 6455 section 5.2), and what a channel takes. */
  private static final int[] SIZES = {
    0, 1, 125, 126, 127, 65_535, 65_536, 65_537, ChannelSocket.MAX_PAYLOAD
  };

  private final boolean text;
  private final byte[] bytes;

  Said(boolean text, byte[] bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  static Said random(Random random) {
    int size = random.nextBoolean() ? SIZES[random.nextInt(SIZES.length)] : random.nextInt(10_000);
    if (random.nextBoolean()) {
      String character = List.of("a", "é", "€", "𝄞").get(random.nextInt(4));
      int length = character.getBytes(UTF_8).length;
      return new Said(true, character.repeat(size / length).getBytes(UTF_8));
    }
    return new Said(false, bytes(size, random));
  }

  boolean text() {
    return text;
  }

  byte[] bytes() {
    return bytes;
  }

  /**
   * Has it said in pieces of random sizes, with pings between them.
   *
   * @return the payloads of the pings
   */
  List<String> by(Speaker speaker, Random random) throws IOException {
    List<String> pings = new ArrayList<>();
    int done = 0;
    while (random.nextInt(4) > 0) {
      int end = endOfCharacter(done + random.nextInt(bytes.length - done + 1));
      speaker.piece(text, Arrays.copyOfRange(bytes, done, end), pings.isEmpty(), false);
      done = end;
      byte[] payload = bytes(random.nextInt(FrameHeader.MAX_CONTROL_PAYLOAD + 1), random);
      speaker.ping(payload);
      pings.add(HexFormat.of().formatHex(payload));
    }
    speaker.piece(text, Arrays.copyOfRange(bytes, done, bytes.length), pings.isEmpty(), true);
    return pings;
  }

  /** The others take text in whole characters only. */
  private int endOfCharacter(int at) {
    int end = at;
    while (text && end < bytes.length && (bytes[end] & 0xc0) == 0x80) {
      end++;
    }
    return end;
  }

  private static byte[] bytes(int size, Random random) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public String toString() {
    return text ? ReferenceReader.text(new String(bytes, UTF_8)) : ReferenceReader.binary(bytes);
  }
}
