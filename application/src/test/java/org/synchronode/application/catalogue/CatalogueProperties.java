package org.synchronode.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synchronode.application.catalogue.CataloguePart.assertSame;
import static org.synchronode.application.catalogue.CataloguePart.everything;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;

/**
 * What every {@link Catalogue} does with whatever an owner may do to its files, told in deltas of
 * whatever size.
 */
public abstract class CatalogueProperties {
  private final Random random = new Random();

  /** The implementation under test; the same one for several tries, or a new one for each. */
  protected abstract Catalogue catalogue();

  @Provide
  Arbitrary<List<OwnersStep>> steps() {
    return OwnersStep.any().list().ofMaxSize(60);
  }

  /** A list as it stood once. */
  private record Stand(ListHead head, List<Entry> entries) {}

  @Property(tries = 100)
  void aListFollowsItsOwner(@ForAll("steps") List<OwnersStep> steps, @ForAll int earlier) {
    Catalogue catalogue = catalogue();
    HostId host = HostId.random(random);
    OwnersList owner = new OwnersList(IndexId.random(random));
    receive(catalogue, host, new Stand(owner.head(), List.of()));
    owner.tell();

    List<Stand> stands = new ArrayList<>(List.of(stand(owner)));
    Set<EntryPath> places = new HashSet<>();
    for (OwnersStep step : steps) {
      step.take(owner);
      if (step.kind() == OwnersStep.Kind.TELL) {
        tell(catalogue, host, owner, stands);
        everyEntryIsFoundByItsPath(catalogue, host, owner, places);
      }
    }
    tell(catalogue, host, owner, stands);
    everyEntryIsFoundByItsPath(catalogue, host, owner, places);
    assertSame(catalogue, host, owner);

    aFollowerCatchesUp(catalogue, host, owner, stands.get(Math.floorMod(earlier, stands.size())));
    aSnapshotIsTheWholeList(catalogue, host, owner);
    catalogue.drop(host);
  }

  private static void tell(Catalogue catalogue, HostId host, OwnersList owner, List<Stand> stands) {
    assertThat(catalogue.apply(host, owner.delta()))
        .isInstanceOfSatisfying(
            ApplyOutcome.Applied.class,
            applied -> assertThat(applied.head()).isEqualTo(owner.head()));
    stands.add(stand(owner));
  }

  private void aFollowerCatchesUp(
      Catalogue catalogue, HostId host, OwnersList owner, Stand earlier) {
    HostId follower = HostId.random(random);
    receive(catalogue, follower, earlier);
    Delta missed =
        catalogue.changesSince(host, earlier.head().revision(), Integer.MAX_VALUE).orElseThrow();
    assertThat(catalogue.apply(follower, missed)).isInstanceOf(ApplyOutcome.Applied.class);
    assertSame(catalogue, follower, owner);
    catalogue.drop(follower);
  }

  private void aSnapshotIsTheWholeList(Catalogue catalogue, HostId host, OwnersList owner) {
    HostId copy = HostId.random(random);
    receive(catalogue, copy, new Stand(owner.head(), everything(catalogue, host)));
    assertSame(catalogue, copy, owner);
    catalogue.drop(copy);
  }

  /**
   * What stands at each place now, also where something stood before.
   *
   * @param places all that were looked up so far
   */
  private static void everyEntryIsFoundByItsPath(
      Catalogue catalogue, HostId host, OwnersList owner, Set<EntryPath> places) {
    try (Listing listing = catalogue.list(host, EntryPath.ROOT, Depth.INFINITY).orElseThrow()) {
      List<Listing.Listed> listed = CataloguePart.rest(listing);
      assertThat(listed).hasSize(owner.entries().size() + 1);
      for (Listing.Listed one : listed) {
        assertThat(catalogue.at(host, one.path())).contains(one);
        places.add(one.path());
      }
      for (EntryPath place : places) {
        assertThat(catalogue.at(host, place)).isIn(optional(listed));
      }
    }
  }

  private static List<Optional<Listing.Listed>> optional(List<Listing.Listed> listed) {
    return Stream.concat(
            Stream.of(Optional.<Listing.Listed>empty()), listed.stream().map(Optional::of))
        .toList();
  }

  private static Stand stand(OwnersList owner) {
    return new Stand(owner.head(), List.copyOf(owner.entries()));
  }

  private static void receive(Catalogue catalogue, HostId host, Stand stand) {
    try (Staging staging = catalogue.stage(host, stand.head().index())) {
      staging.add(stand.entries());
      assertThat(staging.commit(stand.head())).isTrue();
    }
  }
}
