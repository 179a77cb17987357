package org.synchronode.ws.protocol;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.synchronode.domain.host.HostName;

/** Whatever a stranger writes, it is read as a message or refused, and nothing worse. */
class TextGarbageTest {
  private static final List<String> MESSAGES =
      List.of(
          SlaveText.write(new SlaveMessage.Moved(Samples.HOST, Samples.delta())),
          SlaveText.write(
              new SlaveMessage.Hello(
                  1,
                  Samples.HOST,
                  Samples.TOKEN,
                  new HostName("n"),
                  "0.1",
                  List.of(Samples.announcement()))));

  @Property
  void anything(@ForAll @StringLength(max = 200) String text) {
    assertThatCode(() -> readOrRefuse(text)).doesNotThrowAnyException();
  }

  @Property
  void aMessageThatIsAlteredInOnePlace(
      @ForAll @IntRange(max = 1) int which, @ForAll @IntRange(max = 4000) int at, @ForAll char c) {
    StringBuilder text = new StringBuilder(MESSAGES.get(which));
    text.setCharAt(at % text.length(), c);
    assertThatCode(() -> readOrRefuse(text.toString())).doesNotThrowAnyException();
    text.setLength(at % text.length());
    assertThatCode(() -> readOrRefuse(text.toString())).doesNotThrowAnyException();
  }

  private static void readOrRefuse(String text) {
    try {
      SlaveText.read(text);
    } catch (ProtocolException _) {
      // Either is right.
    }
    try {
      MasterText.read(text);
    } catch (ProtocolException _) {
      // Either is right.
    }
  }
}
