package org.synchronode.http.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.InMemoryCatalogue;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.Standing;
import org.synchronode.http.TestNode;
import org.synchronode.http.dav.request.PropfindRequest;
import org.synchronode.http.path.AskedPath;

class KeptAnswersTest {
  private static final int MIB = 1 << 20;

  private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
  private final KeptAnswers kept = new KeptAnswers(catalogue);

  private static KeptAnswers.Question about(String folder, Depth depth) {
    return new KeptAnswers.Question(
        new Host(
            TestNode.LAPTOP,
            new HostName("laptop"),
            new Origin.Own(),
            new Standing.Active(),
            TestNode.THEN),
        new AskedPath(List.of(), List.of("browse", "laptop", folder)),
        true,
        new PropfindRequest.AllProp(List.of()),
        false,
        true,
        depth);
  }

  private static KeptAnswers.Question about(String folder) {
    return about(folder, Depth.ONE);
  }

  private void answer(KeptAnswers.Question question, int bytes, boolean lasting) {
    try (KeptAnswers.Asking asking = kept.ask(question)) {
      send(asking, bytes);
      asking.lasting(lasting);
      asking.keep(true);
    }
  }

  private static void send(KeptAnswers.Asking asking, int bytes) {
    try (OutputStream out = asking.record(OutputStream.nullOutputStream())) {
      for (int sent = 0; sent < bytes; sent += MIB) {
        out.write(new byte[Math.min(MIB, bytes - sent)]);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Optional<KeptAnswers.Answer> known(KeptAnswers.Question question) {
    try (KeptAnswers.Asking asking = kept.ask(question)) {
      return asking.known();
    }
  }

  @Test
  void anAnswerIsKnownUntilTheListChanges() {
    answer(about("docs"), 100, true);
    assertThat(known(about("docs"))).isPresent();
    catalogue.drop(TestNode.LAPTOP);
    assertThat(known(about("docs"))).isEmpty();
  }

  @Test
  void anAnswerFromAListThatChangedMeanwhileIsNotKept() {
    try (KeptAnswers.Asking asking = kept.ask(about("docs"))) {
      catalogue.drop(TestNode.LAPTOP);
      send(asking, 100);
      asking.lasting(true);
      asking.keep(true);
    }
    assertThat(known(about("docs"))).isEmpty();
  }

  @Test
  void whatMayBeOtherwiseAMomentLaterIsNotKept() {
    answer(about("docs"), 100, false);
    assertThat(known(about("docs"))).isEmpty();
  }

  @Test
  void noAnswerOfAWholeTreeIsKept() {
    answer(about("docs", Depth.INFINITY), 100, true);
    assertThat(known(about("docs", Depth.INFINITY))).isEmpty();
  }

  @Test
  void anAnswerThatWasCutOffIsNotKept() {
    try (KeptAnswers.Asking asking = kept.ask(about("docs"))) {
      send(asking, 100);
      asking.lasting(true);
    }
    assertThat(known(about("docs"))).isEmpty();
  }

  @Test
  void aVeryLongAnswerIsNotKept() {
    answer(about("long"), 4 * MIB, true);
    answer(about("longer"), 4 * MIB + 1, true);
    assertThat(known(about("long"))).isPresent();
    assertThat(known(about("longer"))).isEmpty();
  }

  @Test
  void theAnswerThatWasNotAskedForLongestGoesFirst() {
    for (String folder : List.of("a", "b", "c", "d")) {
      answer(about(folder), 4 * MIB, true);
    }
    assertThat(known(about("a"))).isPresent();
    answer(about("e"), 4 * MIB, true);
    assertThat(known(about("b"))).isEmpty();
    for (String folder : List.of("a", "c", "d", "e")) {
      assertThat(known(about(folder))).as(folder).isPresent();
    }
  }

  @Test
  void onlyFourAnswersAreRecordedAtATime() {
    List<KeptAnswers.Asking> slow =
        List.of("a", "b", "c", "d").stream().map(folder -> kept.ask(about(folder))).toList();
    slow.forEach(asking -> send(asking, 1));
    answer(about("e"), 1, true);
    assertThat(known(about("e"))).isEmpty();
    slow.forEach(KeptAnswers.Asking::close);
    answer(about("e"), 1, true);
    assertThat(known(about("e"))).isPresent();
  }
}
