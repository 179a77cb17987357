package org.synchronode.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.domain.entry.EntryId;

/** {@link Catalogue#head}, {@link Catalogue#find} and {@link Catalogue#drop}. */
abstract class FindingEntries extends CataloguePart {
  private static final String COMPOSED = Normalizer.normalize("Ünïcödé", Normalizer.Form.NFC);
  private static final String DECOMPOSED = Normalizer.normalize("Ünïcödé", Normalizer.Form.NFD);

  @Test
  void aHostWithoutAListHasNothing() {
    assertThat(catalogue().head(host)).isEmpty();
    assertThat(find("")).isEmpty();
    assertThat(find("a")).isEmpty();
    assertThat(catalogue().snapshot(host)).isEmpty();
  }

  @Test
  void theRootIsThereWhereThereIsAList() {
    receiveAll();
    assertRoot(find("").orElseThrow(), owner);
    owner.file(ROOT, "a");
    receiveDelta();
    assertRoot(find("").orElseThrow(), owner);
  }

  @Test
  void anEntryIsFoundByItsPath() {
    EntryId folder = owner.folder(ROOT, "folder");
    EntryId inner = owner.folder(folder, "inner");
    EntryId file = owner.file(inner, "file");
    receiveAll();
    assertThat(find("folder")).contains(owner.entry(folder));
    assertThat(find("folder/inner")).contains(owner.entry(inner));
    assertThat(find("folder/inner/file")).contains(owner.entry(file));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    EntryId folder = owner.folder(ROOT, "folder");
    owner.file(folder, "file");
    receiveAll();
    assertThat(find("file")).isEmpty();
    assertThat(find("folder/other")).isEmpty();
    assertThat(find("folder/file/below")).isEmpty();
  }

  @Test
  void caseMatters() {
    EntryId lower = owner.file(ROOT, "name");
    EntryId upper = owner.file(ROOT, "NAME");
    receiveAll();
    assertThat(find("name")).contains(owner.entry(lower));
    assertThat(find("NAME")).contains(owner.entry(upper));
    assertThat(find("Name")).isEmpty();
  }

  @Test
  void aDecomposedNameIsFoundByItsComposedSpelling() {
    EntryId folder = owner.folder(ROOT, DECOMPOSED);
    EntryId file = owner.file(folder, DECOMPOSED);
    receiveAll();
    assertThat(find(COMPOSED + "/" + COMPOSED)).contains(owner.entry(file));
  }

  @Test
  void aComposedNameIsFoundByItsDecomposedSpelling() {
    EntryId file = owner.file(owner.folder(ROOT, COMPOSED), COMPOSED);
    receiveAll();
    assertThat(find(DECOMPOSED + "/" + DECOMPOSED)).contains(owner.entry(file));
  }

  @Test
  void theExactSpellingGoesFirst() {
    EntryId composed = owner.file(ROOT, COMPOSED);
    EntryId decomposed = owner.file(ROOT, DECOMPOSED);
    receiveAll();
    assertThat(find(COMPOSED)).contains(owner.entry(composed));
    assertThat(find(DECOMPOSED)).contains(owner.entry(decomposed));
  }

  @Test
  void aMovedNameIsNotFoundByAnySpellingOfTheOldOne() {
    EntryId file = owner.file(ROOT, DECOMPOSED);
    receiveAll();
    owner.move(file, ROOT, "plain");
    receiveDelta();
    assertThat(find(COMPOSED)).isEmpty();
    assertThat(find(DECOMPOSED)).isEmpty();
    assertThat(find("plain")).contains(owner.entry(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " blanks ",
        "trailing.",
        "it's",
        "\"quoted\"",
        "100%_",
        "back\\slash",
        "\n",
        "😀",
        "NULL",
        "ß"
      })
  void aNameIsKeptAsItIs(String name) {
    EntryId file = owner.file(ROOT, name);
    receiveAll();
    assertThat(find(name)).contains(owner.entry(file));
  }

  @Test
  void aNameMayBeAsLongAsTheyCome() {
    String longest = "é".repeat(127) + "x";
    EntryId file = owner.file(ROOT, longest);
    receiveAll();
    assertThat(find(longest)).contains(owner.entry(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T12:00:00.123456789Z",
        "1969-12-31T23:59:59.999999999Z",
        "1601-01-01T00:00:00Z",
        "-0001-01-01T00:00:00.000000001Z",
        "9999-12-31T23:59:59.999999999Z"
      })
  void aTimeIsKeptToTheTick(String time) {
    EntryId file = owner.file(ROOT, "file", Long.MAX_VALUE, Instant.parse(time));
    receiveAll();
    assertThat(find("file")).contains(owner.entry(file));
    owner.file(ROOT, "other", 0, Instant.parse(time).plus(1, ChronoUnit.NANOS));
    receiveDelta();
    assertSameAsOwner();
  }

  @Test
  void listsOfDifferentHostsDoNotMix() {
    EntryId file = owner.file(ROOT, "file");
    receiveAll();
    FindingEntries before = this;
    FindingEntries other =
        new FindingEntries() {
          @Override
          Catalogue catalogue() {
            return before.catalogue();
          }
        };
    other.owner.folder(ROOT, "file");
    other.receiveAll();
    assertThat(find("file")).contains(owner.entry(file));
    other.assertSameAsOwner();
    assertSameAsOwner();
    catalogue().drop(host);
    other.assertSameAsOwner();
  }

  @Test
  void aDroppedListIsForgotten() {
    owner.file(ROOT, "file");
    receiveAll();
    catalogue().drop(host);
    assertThat(catalogue().head(host)).isEmpty();
    assertThat(find("")).isEmpty();
    catalogue().drop(host);
    receiveAll();
    assertSameAsOwner();
  }
}
