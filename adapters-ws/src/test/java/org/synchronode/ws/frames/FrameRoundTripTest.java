package org.synchronode.ws.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class FrameRoundTripTest {
  private static final int BOUND = 300_000;

  @Property(seed = "6455", tries = 300)
  void messagesOfAnySizeSurviveAnyFragmentationByEitherRole(
      @ForAll Role role, @ForAll("sizes") List<Integer> sizes, @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    List<byte[]> sent = new ArrayList<>();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(stream, role);
    for (int size : sizes) {
      byte[] message = new byte[size];
      random.nextBytes(message);
      sent.add(message);
      writeInFragments(writer, message, random);
    }
    writer.flush();

    List<byte[]> pings = new ArrayList<>();
    MessageReader reader = reader(stream.toByteArray(), role, pings, random);

    for (byte[] message : sent) {
      Message received = reader.next(Deadline.NEVER);
      assertThat(received)
          .isInstanceOfSatisfying(
              Message.Binary.class, binary -> assertThat(binary.copy()).isEqualTo(message));
    }
    assertThat(pings).allSatisfy(ping -> assertThat(ping).containsExactly(1, 2, 3));
  }

  @Property(seed = "6455", tries = 200)
  void textSurvivesFragmentationInTheMiddleOfACharacter(
      @ForAll Role role, @ForAll("texts") String text, @ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(stream, role);
    int cut = random.nextInt(bytes.length + 1);
    writer.write(Opcode.TEXT, false, bytes, 0, cut, false);
    writer.write(Opcode.CONTINUATION, true, bytes, cut, bytes.length - cut, false);

    MessageReader reader = reader(stream.toByteArray(), role, new ArrayList<>(), random);

    assertThat(reader.next(Deadline.NEVER)).isEqualTo(new Message.Text(text));
  }

  @Property(seed = "6455")
  void headersAreWrittenInTheShortestFormAndReadBack(
      @ForAll Role role, @ForAll boolean last, @ForAll int key, @ForAll("lengths") long length)
      throws IOException {
    FrameHeader header =
        new FrameHeader(last, Opcode.BINARY, role.masks(), role.masks() ? key : 0, length);
    byte[] buffer = new byte[FrameHeader.LARGEST];

    int size = header.write(buffer, 0);

    assertThat(size)
        .isEqualTo((length < 126 ? 2 : length < 65_536 ? 4 : 10) + (role.masks() ? 4 : 0));
    assertThat(size).isEqualTo(FrameHeader.size(buffer[1]));
    assertThat(FrameHeader.parse(buffer, 0, role)).isEqualTo(header);
  }

  @Property(seed = "6455", tries = 100)
  void closeReasonsSurviveAndAreCutBetweenTwoCharacters(
      @ForAll @IntRange(min = 3000, max = 4999) int code, @ForAll("texts") String reason)
      throws IOException {
    byte[] body = CloseReason.toSend(code, reason).body();

    CloseReason parsed = CloseReason.parse(body, body.length);

    assertThat(body.length).isLessThanOrEqualTo(FrameHeader.MAX_CONTROL_PAYLOAD);
    assertThat(parsed.code()).isEqualTo(code);
    assertThat(reason).startsWith(parsed.reason());
  }

  private static void writeInFragments(FrameWriter writer, byte[] message, Random random)
      throws IOException {
    int done = 0;
    Opcode opcode = Opcode.BINARY;
    while (random.nextInt(3) > 0) {
      int count = random.nextInt(message.length - done + 1);
      writer.write(opcode, false, message, done, count, random.nextBoolean());
      done += count;
      opcode = Opcode.CONTINUATION;
      writer.write(Opcode.PING, true, new byte[] {1, 2, 3}, 0, 3, random.nextBoolean());
    }
    writer.write(opcode, true, message, done, message.length - done, random.nextBoolean());
  }

  private static MessageReader reader(
      byte[] stream, Role sender, List<byte[]> pings, Random random) {
    int early = random.nextInt(Math.min(stream.length, 5_000) + 1);
    byte[] behindHandshake = Arrays.copyOf(stream, early);
    byte[] rest = Arrays.copyOfRange(stream, early, stream.length);
    PatientInput input = new PatientInput(new Pieces(rest, random), _ -> false);
    return new MessageReader(new FrameReader(input, sender, behindHandshake), BOUND, pings::add);
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(0, 300),
            Arbitraries.of(
                125, 126, 127, 4_095, 4_096, 4_097, 65_535, 65_536, 65_537, 131_072, BOUND))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<Long> lengths() {
    return Arbitraries.oneOf(
        Arbitraries.of(0L, 125L, 126L, 65_535L, 65_536L, Long.MAX_VALUE),
        Arbitraries.longs().greaterOrEqual(0));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "é", "€", "𝄞", "日本", "\0")
        .list()
        .ofMaxSize(200)
        .map(parts -> String.join("", parts));
  }
}
