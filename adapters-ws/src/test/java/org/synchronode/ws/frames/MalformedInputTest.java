package org.synchronode.ws.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.net.Socket;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Raw bytes of a peer that breaks the protocol; numbers are the close code that it must be told.
 */
@Timeout(20)
class MalformedInputTest {

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "C2 80 00000000, 1002, first reserved bit",
    "A2 80 00000000, 1002, second reserved bit",
    "92 80 00000000, 1002, third reserved bit",
    "83 80 00000000, 1002, unknown data opcode",
    "8B 80 00000000, 1002, unknown control opcode",
    "82 01 00, 1002, unmasked frame of a client",
    "89 FE 007E 00000000, 1002, ping of more than 125 bytes",
    "09 80 00000000, 1002, fragmented ping",
    "08 80 00000000, 1002, fragmented close",
    "82 FF 8000000000000000 00000000, 1002, negative length",
    "82 FE 007D 00000000, 1002, 16 bits for a length of 7",
    "82 FF 000000000000FFFF 00000000, 1002, 64 bits for a length of 16",
    "80 80 00000000, 1002, continuation of nothing",
    "02 80 00000000 82 80 00000000, 1002, new message inside a fragmented one",
    "81 81 00000000 FF, 1007, text with a byte that UTF-8 has not",
    "81 82 00000000 C0AF, 1007, text with an overlong form",
    "81 83 00000000 EDA080, 1007, text with a surrogate",
    "81 82 00000000 E282, 1007, text that ends inside a character",
    "88 81 00000000 03, 1002, close with half a code",
    "88 82 00000000 03E7, 1002, close code 999",
    "88 82 00000000 03ED, 1002, close code 1005",
    "88 82 00000000 03EE, 1002, close code 1006",
    "88 82 00000000 03F7, 1002, close code 1015",
    "88 82 00000000 07D0, 1002, close code 2000",
    "88 82 00000000 1388, 1002, close code 5000",
    "88 83 00000000 03E8FF, 1007, close reason that is not UTF-8",
    "82 FF 0000000000020001 00000000, 1009, message of one byte too many",
    "82 FF 7FFFFFFFFFFFFFFF 00000000, 1009, message of the largest length",
  })
  void aServerRefuses(String hex, int code, String what) throws Exception {
    refuses(Role.SERVER, hex, code);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "82 80 00000000, 1002, masked frame of a server",
    "C2 00, 1002, reserved bit",
    "81 01 FF, 1007, text that is not UTF-8",
  })
  void aClientRefuses(String hex, int code, String what) throws Exception {
    refuses(Role.CLIENT, hex, code);
  }

  @Test
  void fragmentsThatTogetherAreTooLargeAreRefused() throws Exception {
    String half = "0000000000010000"; // 64 KiB
    try (Loopback loopback = Loopback.open();
        FramedSocket channel = Loopback.channel(loopback.far(), Role.CLIENT)) {
      Socket peer = loopback.near();
      peer.getOutputStream().write(bytes("02 7F " + half));
      peer.getOutputStream().write(new byte[1 << 16]);
      peer.getOutputStream().write(bytes("00 7F " + half));
      peer.getOutputStream().write(new byte[1 << 16]);
      peer.getOutputStream().write(bytes("80 01 00"));

      assertThatThrownBy(channel::receive)
          .isInstanceOfSatisfying(
              ProtocolViolation.class, e -> assertThat(e.code()).isEqualTo(1009));
    }
  }

  @Test
  void aCallerMayNotSendCodesThatAreForReportsOnly() throws Exception {
    try (Loopback loopback = Loopback.open();
        FramedSocket channel = Loopback.channel(loopback.far(), Role.SERVER)) {
      assertAll(
          () ->
              assertThatThrownBy(() -> channel.close(1005, ""))
                  .isInstanceOf(IllegalArgumentException.class),
          () ->
              assertThatThrownBy(() -> channel.close(1006, ""))
                  .isInstanceOf(IllegalArgumentException.class),
          () ->
              assertThatThrownBy(() -> channel.close(0, ""))
                  .isInstanceOf(IllegalArgumentException.class));
      channel.abort();
    }
  }

  private static void refuses(Role role, String hex, int code) throws Exception {
    try (Loopback loopback = Loopback.open();
        FramedSocket channel = Loopback.channel(loopback.far(), role)) {
      Socket peer = loopback.near();
      peer.getOutputStream().write(bytes(hex));
      peer.shutdownOutput();

      assertThatThrownBy(channel::receive)
          .isInstanceOfSatisfying(
              ProtocolViolation.class, e -> assertThat(e.code()).isEqualTo(code));
      assertThat(closeSentTo(peer, role)).isEqualTo(code);
      assertThatThrownBy(() -> channel.sendText("x")).isInstanceOf(IOException.class);
      assertThatThrownBy(channel::receive).isInstanceOf(IOException.class);
    }
  }

  private static int closeSentTo(Socket peer, Role sender) throws IOException {
    FrameReader frames =
        new FrameReader(new PatientInput(peer.getInputStream(), _ -> false), sender, new byte[0]);
    FrameHeader header = frames.header(Deadline.NEVER);
    byte[] body = new byte[(int) header.length()];
    frames.payload(body, 0, Deadline.NEVER);
    assertThat(header.opcode()).isEqualTo(Opcode.CLOSE);
    assertThat(peer.getInputStream().read()).as("end of stream").isEqualTo(-1);
    return CloseReason.parse(body, body.length).code();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
