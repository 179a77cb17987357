package org.synchronode.ws.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;

class BulkTest {
  @Test
  void partsAreUnderstoodToTheLastBit() {
    Delta delta = Samples.delta();
    SlaveMessage.MovedPart part =
        new SlaveMessage.MovedPart(
            Samples.HOST, delta.from(), delta.to(), delta.fingerprint(), 3, true, delta.changes());
    SlaveMessage.SnapshotPart list =
        new SlaveMessage.SnapshotPart(
            Samples.HOST, List.of(Samples.file(), Samples.folder(), Samples.lockedFolder()));

    assertThat(Bulk.read(Bulk.write(part))).isEqualTo(part);
    assertThat(Bulk.read(Bulk.write(list))).isEqualTo(list);
  }

  @Test
  void theLongestNamesThatThereAreStillFit() {
    List<Entry> entries =
        LongStream.rangeClosed(1, 5000)
            .<Entry>mapToObj(
                i ->
                    new FolderEntry(
                        new EntryId(i),
                        EntryId.ROOT,
                        new EntryName("ű".repeat(120) + i),
                        java.time.Instant.MAX,
                        new Revision(i)))
            .toList();
    List<Entry> arrived = new ArrayList<>();
    SnapshotParts parts = new SnapshotParts(entries.iterator());
    while (parts.hasNext()) {
      byte[] message = Bulk.write(new SlaveMessage.SnapshotPart(Samples.HOST, parts.next()));
      assertThat(message).hasSizeLessThan(Bounds.BINARY);
      assertThat(Bulk.read(message))
          .isInstanceOfSatisfying(
              SlaveMessage.SnapshotPart.class, part -> arrived.addAll(part.entries()));
    }
    assertThat(arrived).isEqualTo(entries);
  }

  @Test
  void nothingIsSaidOfWhatIsNotThere() {
    Change plain = new Change.Put(Samples.plainFile());
    Change annotated = new Change.Put(Samples.annotatedFile());
    assertThat(Compression.inflate(Bulk.write(part(0, true, List.of(plain))), Bounds.INFLATED))
        .hasSizeLessThan(EntryBytes.size(plain) + 80);
    assertThat(EntryBytes.size(annotated)).isGreaterThan(EntryBytes.size(plain));
  }

  @Test
  void theMostThatCanBeAttachedStillFits() {
    List<Entry> entries = Samples.heavy(9);
    List<Entry> arrived = new ArrayList<>();
    SnapshotParts parts = new SnapshotParts(entries.iterator());
    while (parts.hasNext()) {
      List<Entry> part = parts.next();
      byte[] message = Bulk.write(new SlaveMessage.SnapshotPart(Samples.HOST, part));
      byte[] inflated = Compression.inflate(message, Bounds.INFLATED);
      assertThat(inflated)
          .hasSizeLessThan(Bounds.BINARY)
          .hasSizeLessThan(part.stream().mapToInt(EntryBytes::size).sum() + 80);
      assertThat(Bulk.read(message))
          .isInstanceOfSatisfying(
              SlaveMessage.SnapshotPart.class, read -> arrived.addAll(read.entries()));
    }
    assertThat(arrived).isEqualTo(entries);
    List<Change> changes = entries.stream().<Change>map(Change.Put::new).toList();
    assertThat(Bulk.parts(changes))
        .hasSize(4)
        .allSatisfy(
            part ->
                assertThat(Bulk.read(Bulk.write(part(0, true, part))))
                    .isEqualTo(part(0, true, part)));
  }

  @Test
  void aDeltaThatTooMuchIsAttachedToIsRefused() {
    DeltaParts parts = new DeltaParts(part(0, false, List.of()));
    List<Change> heavy = Samples.heavy(2).stream().<Change>map(Change.Put::new).toList();
    long each = heavy.stream().mapToLong(change -> attached(change)).sum();
    long fit = Bounds.DELTA_ATTACHED / each;
    for (int i = 0; i < fit; i++) {
      parts.add(part(i, false, heavy));
    }
    assertThatThrownBy(() -> parts.add(part((int) fit, false, heavy)))
        .isExactlyInstanceOf(ProtocolException.class)
        .hasMessageContaining("attached");
  }

  @Test
  void aPropertyThatComesTwiceIsRefused() {
    byte[] message =
        Bulk.write(
            new SlaveMessage.SnapshotPart(Samples.HOST, List.of(Samples.heavy(2).getLast())));
    byte[] plain = Compression.inflate(message, Bounds.INFLATED);
    assertThat(Bulk.read(message)).isInstanceOf(SlaveMessage.SnapshotPart.class);
    byte[] twice = "001".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(twice, 0, plain, indexOf(plain, "000"), twice.length);
    assertThatThrownBy(() -> Bulk.read(Compression.deflate(plain)))
        .isExactlyInstanceOf(ProtocolException.class);
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static long attached(Change change) {
    return change instanceof Change.Put(Entry entry) ? entry.annotations().size() : 0;
  }

  @Test
  void aDeltaOfThirtyThousandChangesIsCutAndPutTogether() {
    List<Change> changes = Samples.removals(1, 30_000);
    List<List<Change>> parts = Bulk.parts(changes);

    assertThat(parts).hasSize(15);
    DeltaParts together = new DeltaParts(part(0, false, List.of()));
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      SlaveMessage.MovedPart sent = part(i, last, parts.get(i));
      assertThat(together.add((SlaveMessage.MovedPart) Bulk.read(Bulk.write(sent))))
          .isEqualTo(last);
    }
    assertThat(together.whole().delta().changes()).isEqualTo(changes);
  }

  @Test
  void partsOutOfOrderOrTooManyAreRefused() {
    DeltaParts parts = new DeltaParts(part(0, false, List.of()));
    parts.add(part(0, false, List.of()));
    assertThatThrownBy(() -> parts.add(part(2, false, List.of())))
        .isExactlyInstanceOf(ProtocolException.class);
    parts.add(part(1, false, Samples.removals(1, Bounds.DELTA - 1)));
    assertThatThrownBy(() -> parts.add(part(2, false, Samples.removals(900_000, 2))))
        .isExactlyInstanceOf(ProtocolException.class);
    parts.add(part(2, true, Samples.removals(5, 1)));
    assertThatThrownBy(parts::whole).isExactlyInstanceOf(ProtocolException.class);
  }

  @Test
  void aFewBytesThatInflateToGigabytesAreRefused() {
    byte[] bomb = Compression.deflate(new byte[64 * 1024 * 1024]);
    assertThat(bomb).hasSizeLessThan(Bounds.BINARY);
    assertThatThrownBy(() -> Bulk.read(bomb))
        .isExactlyInstanceOf(ProtocolException.class)
        .hasMessageContaining("inflates");
  }

  @Property
  void whateverIsAttachedArrives(@ForAll("attached") Annotations annotations) {
    Entry entry = Samples.plainFile().annotated(annotations, Revision.of(3, 8));
    SlaveMessage.SnapshotPart list = new SlaveMessage.SnapshotPart(Samples.HOST, List.of(entry));
    byte[] message = Bulk.write(list);
    assertThat(Bulk.read(message)).isEqualTo(list);
    assertThat(Compression.inflate(message, Bounds.INFLATED))
        .hasSizeLessThan(EntryBytes.size(entry) + 80);
    Delta delta = Samples.deltaOf(entry);
    SlaveMessage.Moved moved = new SlaveMessage.Moved(Samples.HOST, delta);
    assertThat(SlaveText.read(SlaveText.write(moved))).isEqualTo(moved);
  }

  @Provide
  Arbitrary<Annotations> attached() {
    return Samples.attached();
  }

  @Property
  void garbageIsRefusedAndNothingWorse(@ForAll @Size(max = 300) byte[] bytes) {
    assertThatThrownBy(() -> Bulk.read(bytes)).isExactlyInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> Bulk.read(Compression.deflate(bytes)))
        .isExactlyInstanceOf(ProtocolException.class);
  }

  @Property
  void aMessageWithADifferentByteIsAMessageOrRefused(
      @ForAll @IntRange(max = 1500) int at, @ForAll byte other) {
    byte[] plain = Compression.inflate(sample(), Bounds.INFLATED);
    plain[at % plain.length] = other;
    assertThatCode(() -> readOrRefuse(Compression.deflate(plain))).doesNotThrowAnyException();
  }

  @Property
  void aMessageThatIsCutOffIsRefused(@ForAll @IntRange(max = 1500) int at) {
    byte[] message = sample();
    byte[] cut = Arrays.copyOf(message, at % message.length);
    assertThatThrownBy(() -> Bulk.read(cut)).isExactlyInstanceOf(ProtocolException.class);
    byte[] plain = Compression.inflate(message, Bounds.INFLATED);
    byte[] cutPlain = Compression.deflate(Arrays.copyOf(plain, at % plain.length));
    assertThatThrownBy(() -> Bulk.read(cutPlain)).isExactlyInstanceOf(ProtocolException.class);
  }

  private static void readOrRefuse(byte[] message) {
    try {
      Bulk.read(message);
    } catch (ProtocolException _) {
      // Either is right.
    }
  }

  private static byte[] sample() {
    return Bulk.write(part(0, true, Samples.delta().changes()));
  }

  private static SlaveMessage.MovedPart part(int number, boolean last, List<Change> changes) {
    return new SlaveMessage.MovedPart(
        Samples.HOST, Revision.NONE, Samples.LAST, Fingerprint.EMPTY, number, last, changes);
  }
}
