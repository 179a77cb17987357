package org.synchronode.ws.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostName;

class TextMessagesTest {
  private static final String A_HOST = "\"host\":\"aaaaaaaaaaaaaaaaaaaaaaaaaa\"";

  static List<SlaveMessage.AsText> slaveMessages() {
    return List.of(
        new SlaveMessage.Hello(
            1,
            Samples.HOST,
            Samples.TOKEN,
            new HostName("n"),
            "0.1",
            List.of(Samples.announcement())),
        new SlaveMessage.Hosts(List.of()),
        new SlaveMessage.Moved(Samples.HOST, Samples.delta()),
        new SlaveMessage.SnapshotBegin(Samples.HOST, Samples.HEAD),
        new SlaveMessage.SnapshotEnd(Samples.HOST),
        new SlaveMessage.Heartbeat(),
        new SlaveMessage.Goodbye("bye\n"));
  }

  static List<MasterMessage> masterMessages() {
    return List.of(
        new MasterMessage.Welcome(
            Samples.HOST,
            5,
            15,
            List.of(
                new ClaimAnswer.Known(Samples.HOST, Samples.INDEX, Samples.LAST),
                new ClaimAnswer.New(Samples.HOST),
                new ClaimAnswer.Refused(Samples.HOST, "no"))),
        new MasterMessage.Claims(List.of()),
        new MasterMessage.Refused("pending", "wait"),
        new MasterMessage.Ack(Samples.HOST, Samples.LAST),
        new MasterMessage.Gap(Samples.HOST, Samples.INDEX, Samples.LAST),
        new MasterMessage.Resync(Samples.HOST, "why"),
        new MasterMessage.Taken(8),
        new MasterMessage.Channels(3),
        new MasterMessage.Heartbeat(),
        new MasterMessage.Goodbye("restart", 2));
  }

  @ParameterizedTest
  @MethodSource("slaveMessages")
  void aMasterUnderstandsWhatASlaveSays(SlaveMessage.AsText message) {
    assertThat(SlaveText.read(SlaveText.write(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("masterMessages")
  void aSlaveUnderstandsWhatAMasterSays(MasterMessage message) {
    assertThat(MasterText.read(MasterText.write(message))).isEqualTo(message);
  }

  @Test
  void whatProgramsWouldRoundIsWrittenAsText() {
    assertThat(SlaveText.write(new SlaveMessage.Moved(Samples.HOST, Samples.delta())))
        .contains("\"id\":\"9007199254740993\"")
        .contains("\"size\":\"9223372036854775807\"")
        .contains("\"revision\":\"3.8\"")
        .contains("\"fingerprint\":\"ffffffffffffffff\"")
        .contains("\"modified\":\"2026-06-03T01:02:03.123456789Z\"");
  }

  @Test
  void nothingIsSaidOfWhatIsNotAttached() {
    String text =
        SlaveText.write(new SlaveMessage.Moved(Samples.HOST, Samples.deltaOf(Samples.plainFile())));
    assertThat(text).doesNotContain("properties", "locks");
  }

  @Test
  void aSmallDeltaIsATextWhateverIsAttached() {
    assertThat(SlaveText.holds(Samples.delta())).isTrue();
    assertThat(SlaveText.holds(delta(Samples.removals(1, Bounds.SMALL_DELTA)))).isTrue();
    assertThat(SlaveText.holds(delta(Samples.removals(1, Bounds.SMALL_DELTA + 1)))).isFalse();
    assertThat(SlaveText.holds(Samples.deltaOf(Samples.heavy(2).getLast()))).isFalse();
    Delta longest = Samples.deltaOf(Samples.heavy(1).getLast());
    assertThat(SlaveText.holds(longest)).isTrue();
    SlaveMessage.Moved message = new SlaveMessage.Moved(Samples.HOST, longest);
    assertThat(SlaveText.read(SlaveText.write(message))).isEqualTo(message);
  }

  private static Delta delta(List<Change> changes) {
    return new Delta(Revision.NONE, Samples.LAST, changes, Fingerprint.EMPTY);
  }

  @Test
  void whatIsAttachedIsReadStrictly() {
    String good =
        SlaveText.write(
            new SlaveMessage.Moved(Samples.HOST, Samples.deltaOf(Samples.annotatedFile())));
    assertThat(SlaveText.read(good)).isInstanceOf(SlaveMessage.Moved.class);
    assertAttachedRefused(good, "\"scope\":\"shared\"", "\"scope\":\"all\"");
    assertAttachedRefused(good, "urn:uuid:", "urn:");
    assertAttachedRefused(good, "\"namespace\":\"\"", "\"namespace\":\"p\"");
    assertAttachedRefused(good, "\"name\":\"local\"", "\"name\":\"\"");
    assertAttachedRefused(good, "\"locks\":", "\"lock\":");
    assertAttachedRefused(good, "<o>", "\\ud800");
    assertAttachedRefused(good, "<o>", "\\u0000");
    assertAttachedRefused(good, "<o>", "o".repeat(8193));
    assertAttachedRefused(good, "<p>", "p".repeat(16_385));
    assertAttachedRefused(good, "\"holder\":\"", "\"holder\":\":");
    assertAttachedRefused(good, "\"expires\":\"", "\"expires\":\"x");
  }

  private static void assertAttachedRefused(String good, String what, String by) {
    assertThat(good).contains(what);
    assertThatThrownBy(() -> SlaveText.read(good.replace(what, by)))
        .isExactlyInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"type\":7}",
        "{\"type\":\"launch\"}",
        "{\"type\":\"heartbeat\"} {}",
        "{\"type\":\"heartbeat\",\"type\":\"heartbeat\"}",
        "{\"type\":\"snapshot-end\"}",
        "{\"type\":\"snapshot-end\",\"host\":\"A\"}",
        "{\"type\":\"hosts\",\"hosts\":{}}",
        "{\"type\":\"hosts\",\"hosts\":[7]}",
        "{\"type\":\"delta\","
            + A_HOST
            + ",\"from\":\"1.1\",\"to\":\"0.1\",\"changes\":[],"
            + "\"fingerprint\":\"0000000000000000\"}",
        "{\"type\":\"delta\","
            + A_HOST
            + ",\"from\":\"0.1\",\"to\":\"9999999.1\",\"changes\":[],"
            + "\"fingerprint\":\"0000000000000000\"}",
        "{\"type\":\"delta\","
            + A_HOST
            + ",\"from\":\"0.1\",\"to\":\"0.1\",\"changes\":[],"
            + "\"fingerprint\":\"xyz\"}",
        "{\"type\":\"snapshot-begin\","
            + A_HOST
            + ",\"indexId\":\"0123456789abcdef\","
            + "\"revision\":\"0.1\",\"fingerprint\":\"0000000000000000\",\"entries\":1.5}",
        "{\"type\":\"snapshot-begin\","
            + A_HOST
            + ",\"indexId\":\"0123456789abcdef\","
            + "\"revision\":\"0.1\",\"fingerprint\":\"0000000000000000\",\"entries\":1e99}",
      })
  void whatIsNoMessageIsRefusedWithAReason(String text) {
    assertThatThrownBy(() -> SlaveText.read(text))
        .isExactlyInstanceOf(ProtocolException.class)
        .message()
        .isNotBlank()
        .hasSizeLessThan(201);
  }

  @Test
  void aTextThatIsTooDeepOrTooLargeIsRefusedWithoutReadingItAll() {
    assertThatThrownBy(() -> SlaveText.read("[".repeat(100_000)))
        .isExactlyInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> SlaveText.read("{\"type\":[" + "0,".repeat(1_000_000) + "0]}"))
        .isExactlyInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> SlaveText.read(" ".repeat(Bounds.TEXT + 1)))
        .isExactlyInstanceOf(ProtocolException.class);
  }

  @Test
  void aReasonNeverRepeatsATokenNorBreaksALine() {
    String secret = Samples.TOKEN.secret();
    assertThatThrownBy(() -> SlaveText.read("{\"type\":\"hello\",\"token\":" + secret + "}"))
        .message()
        .doesNotContain("ttt");
    assertThatThrownBy(() -> SlaveText.read("{\"type\":\"a\\nb\\u202e\"}"))
        .message()
        .doesNotContain("\n", "\u202e");
  }
}
