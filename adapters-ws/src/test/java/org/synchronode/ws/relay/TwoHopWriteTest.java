package org.synchronode.ws.relay;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.Problem;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.write.Written;

class TwoHopWriteTest extends WriteContract {
  TwoHopWriteTest() {
    super(2);
  }

  @Test
  void aNodeBetweenAnswersWhenItsOwnListHasTheChange() throws Exception {
    chain.listsFollow = false;
    Future<Written> write = inBackground(() -> write("f", bytes(new byte[1])));
    Awaitility.await().until(() -> chain.owner.at("f").isPresent());
    assertThat(write.isDone()).isFalse();
    chain.publishAbove(Revision.of(1, 1));
    assertThat(write.get(5, SECONDS).revision()).isEqualTo(Revision.of(1, 1));
  }

  @Test
  void aListThatDoesNotFollowIsTold() {
    chain.listsFollow = false;
    assertProblem(Problem.OwnerTimedOut.class, () -> write("f", bytes(new byte[1])));
    assertThat(chain.owner.at("f")).isPresent();
  }
}
