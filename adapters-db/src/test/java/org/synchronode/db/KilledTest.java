package org.synchronode.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.application.catalogue.Snapshot;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.SecretHash;
import org.synchronode.domain.user.UserName;

/** A process that is killed in the middle of its work: {@link KilledNode}, {@link KilledOwner}. */
class KilledTest {
  /** In bytes; the store is smaller when it is new. */
  private static final long SAVED_SEVERAL_TIMES = 4 << 20;

  @TempDir Path folder;

  private final Random random = new Random();

  @RepeatedTest(4)
  void whatWasAcknowledgedIsThereAndListsAreWhole() throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process node = start(KilledNode.class, out);
    int enough = 100 + random.nextInt(200);
    Path catalogue = folder.resolve("catalogue.mv.db");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> lines(out).size() >= enough && Files.size(catalogue) > SAVED_SEVERAL_TIMES);
    node.destroyForcibly().waitFor();
    List<String> acknowledged = lines(out);
    assertFacts(acknowledged);
    assertList();
  }

  @RepeatedTest(3)
  void aKillInTheMiddleOfTheFirstStartLeavesNothingHalfMade()
      throws IOException, InterruptedException {
    Process node = start(KilledNode.class, folder.resolve("out"));
    Path part = folder.resolve(random.nextBoolean() ? "catalogue.migrating.mv.db" : "facts.mv.db");
    await().atMost(Duration.ofMinutes(1)).pollDelay(Duration.ZERO).until(() -> Files.exists(part));
    node.destroyForcibly().waitFor();
    CatalogueDatabase.open(folder).close();
    Facts.open(folder).close();
  }

  @RepeatedTest(3)
  void whatWasAttachedOrTakenAwayStaysSoOnceItIsAnswered()
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process node = start(KilledOwner.class, out);
    int enough = 20 + random.nextInt(100);
    await().atMost(Duration.ofMinutes(1)).until(() -> lines(out).size() >= enough);
    node.destroyForcibly().waitFor();
    Map<String, String> last = new HashMap<>();
    List<String> answered = lines(out);
    answered.forEach(line -> last.put(line.substring(0, line.indexOf(' ')), line));
    try (CatalogueDatabase database = CatalogueDatabase.open(folder)) {
      // One more may have been stored, and not yet answered.
      long revision = database.catalogue().head(KilledOwner.OWN).orElseThrow().revision().counter();
      long unanswered = revision - KilledOwner.FILES - answered.size();
      assertThat(unanswered).isBetween(0L, 1L);
      assertThat(last.entrySet())
          .filteredOn(file -> !described(database, file.getKey()).equals(file.getValue()))
          .hasSizeLessThanOrEqualTo((int) unanswered);
    }
  }

  private static String described(CatalogueDatabase database, String name) {
    Annotations annotations =
        database.catalogue().find(KilledOwner.OWN, EntryPath.of(name)).orElseThrow().annotations();
    return name + " " + annotations.properties().size() + " " + annotations.locks().size();
  }

  private Process start(Class<?> program, Path out) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(out.toFile())
        .start();
  }

  /** A line that has no end yet is not acknowledged. */
  private static List<String> lines(Path out) throws IOException {
    String text = Files.readString(out);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private void assertFacts(List<String> acknowledged) {
    try (Facts facts = Facts.open(folder)) {
      int hosts = facts.hosts().all().size();
      assertThat(hosts).isGreaterThanOrEqualTo(acknowledged.size());
      for (String name : acknowledged) {
        assertThat(facts.hosts().findByToken(SecretHash.of(name))).isPresent();
        assertThat(facts.users().passwordHash(new UserName(name))).contains(name);
      }
      assertThat(facts.node().drawEpoch()).isGreaterThan(acknowledged.size());
    }
  }

  private void assertList() {
    try (CatalogueDatabase database = CatalogueDatabase.open(folder);
        Snapshot snapshot =
            database.catalogue().snapshot(new HostId(KilledNode.HOST)).orElseThrow()) {
      ListHead head = snapshot.head();
      Fingerprint sum = Fingerprint.EMPTY;
      long count = 0;
      for (var entries = snapshot.entries(); entries.hasNext(); count++) {
        Entry entry = entries.next();
        assertThat(entry.revision().isAfter(head.revision())).isFalse();
        sum = sum.plus(entry);
      }
      assertThat(sum).isEqualTo(head.fingerprint());
      assertThat(count).isEqualTo(head.entries()).isGreaterThan(20);
    }
    assertThat(folder.resolve("catalogue.damaged.mv.db")).doesNotExist();
  }
}
