package org.synchronode.application.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;

/** A tree on its way, in pieces of any size. */
class TreeStreamTest {
  private static final Instant THEN = Instant.parse("2026-06-03T01:02:03.456789Z");

  /** What came, as words. */
  private static final class Noted implements TreeSink {
    private final List<String> came = new ArrayList<>();
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void folder(TreeItem.Folder folder) {
      came.add(folder.toString());
    }

    @Override
    public void file(TreeItem.File file) {
      came.add(file.toString());
      bytes = new ByteArrayOutputStream();
    }

    @Override
    public void bytes(byte[] some, int offset, int length) {
      bytes.write(some, offset, length);
    }

    @Override
    public void endOfFile() {
      came.add(new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1));
    }
  }

  private final Noted sent = new Noted();

  private byte[] written(long seed) throws IOException {
    Random random = new Random(seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TreeWriter writer = new TreeWriter(out);
    TreeItem.Folder top = new TreeItem.Folder(List.of(), THEN, List.of());
    writer.item(top);
    sent.folder(top);
    for (int i = random.nextInt(5); i >= 0; i--) {
      byte[] content = new byte[random.nextInt(3) * random.nextInt(200)];
      random.nextBytes(content);
      TreeItem.File file =
          new TreeItem.File(
              List.of(new EntryName("gr\u00fc\u00df \ud83d\ude00 " + i)),
              THEN.plusNanos(i),
              List.of(
                  new DeadProperty(
                      new PropertyName("urn:x", "p"), "<p xmlns=\"urn:x\">\u20ac</p>")),
              content.length);
      writer.item(file);
      sent.file(file);
      TreeWriter.Content bytes = writer.content();
      bytes.write(content);
      sent.bytes(content, 0, content.length);
      bytes.end();
      sent.endOfFile();
    }
    writer.end();
    return out.toByteArray();
  }

  @Property(tries = 200)
  void arrivesAsItWasSent(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int piece)
      throws IOException {
    byte[] bytes = written(seed);
    Noted came = new Noted();
    TreeReader reader = new TreeReader(came);
    for (int at = 0; at < bytes.length; at += piece) {
      reader.write(bytes, at, Math.min(piece, bytes.length - at));
    }
    reader.finish();
    assertThat(came.came).isEqualTo(sent.came);
    sent.came.clear();
  }

  @Property(tries = 300)
  void whatIsBrokenIsNeverTakenForWhole(@ForAll long seed) throws IOException {
    byte[] bytes = written(seed);
    sent.came.clear();
    Random random = new Random(seed);
    int at = random.nextInt(bytes.length);
    if (random.nextBoolean()) {
      TreeReader cut = new TreeReader(new Noted());
      assertThatExceptionOfType(BodyBroken.class)
          .isThrownBy(
              () -> {
                cut.write(bytes, 0, at);
                cut.finish();
              });
    } else {
      // Whatever a flipped bit does, it is this exception, or other items.
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      TreeReader flipped = new TreeReader(new Noted());
      try {
        flipped.write(bytes, 0, bytes.length);
        flipped.finish();
      } catch (BodyBroken e) {
        assertThat(e).isNotNull();
      }
    }
  }

  @Test
  void theTopComesFirstAndOnce() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TreeWriter writer = new TreeWriter(out);
    writer.item(new TreeItem.Folder(List.of(new EntryName("a")), THEN, List.of()));
    writer.end();
    assertThatExceptionOfType(BodyBroken.class)
        .isThrownBy(() -> new TreeReader(new Noted()).write(out.toByteArray()));
    assertThatExceptionOfType(BodyBroken.class)
        .isThrownBy(() -> new TreeReader(new Noted()).write(new byte[4]));
    assertThatExceptionOfType(BodyBroken.class)
        .isThrownBy(() -> new TreeReader(new Noted()).write(new byte[] {127, 0, 0, 0}));
  }
}
