package org.synchronode.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.host.HostId;

/** {@link Catalogue#edition}. */
abstract class CountingEditions extends CataloguePart {

  private long edition() {
    return catalogue().edition(host);
  }

  @Test
  void aListThatStaysAsItIsKeepsItsEdition() {
    owner.file(ROOT, "file");
    receiveAll();
    long before = edition();
    assertThat(find("file")).isPresent();
    catalogue().seen(host, NOON);
    assertThat(edition()).isEqualTo(before);
  }

  @Test
  void aDeltaMakesAnotherEdition() {
    EntryId file = owner.file(ROOT, "file");
    receiveAll();
    long before = edition();
    owner.write(file, 77);
    receiveDelta();
    assertThat(edition()).isNotEqualTo(before);
  }

  @Test
  void aWholeListMakesAnotherEditionOnceItIsShown() {
    receiveAll();
    long before = edition();
    try (Staging staging = catalogue().stage(host, index)) {
      assertThat(edition()).isEqualTo(before);
      assertThat(staging.commit(owner.head())).isTrue();
    }
    assertThat(edition()).isNotEqualTo(before);
  }

  @Test
  void aListThatIsDroppedMakesAnotherEdition() {
    receiveAll();
    long before = edition();
    catalogue().drop(host);
    assertThat(edition()).isNotEqualTo(before);
  }

  @Test
  void anotherHostsChangesMakeNone() {
    receiveAll();
    long before = edition();
    HostId other = HostId.random(random);
    try (Staging staging = catalogue().stage(other, index)) {
      staging.commit(owner.head());
    }
    assertThat(edition()).isEqualTo(before);
  }
}
