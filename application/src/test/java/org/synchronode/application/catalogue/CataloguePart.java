package org.synchronode.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.host.HostId;

/** A host that no other test has, its owner's list, and how to compare it with a catalogue's. */
abstract class CataloguePart {
  static final EntryId ROOT = EntryId.ROOT;
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  final Random random = new Random();
  final HostId host = HostId.random(random);
  final IndexId index = IndexId.random(random);
  final OwnersList owner = new OwnersList(index);

  abstract Catalogue catalogue();

  /** Brings the host's list to where the owner's stands, by a snapshot. */
  final void receiveAll() {
    try (Staging staging = catalogue().stage(host, index)) {
      staging.add(List.copyOf(owner.entries()));
      assertThat(staging.commit(owner.head())).isTrue();
    }
    owner.tell();
  }

  /** Brings the host's list on by a delta of all that the owner did since. */
  final ApplyOutcome.Applied receiveDelta() {
    ApplyOutcome outcome = catalogue().apply(host, owner.delta());
    assertThat(outcome).isInstanceOf(ApplyOutcome.Applied.class);
    ApplyOutcome.Applied applied = (ApplyOutcome.Applied) outcome;
    assertThat(applied.head()).isEqualTo(owner.head());
    return applied;
  }

  final void assertSameAsOwner() {
    assertSame(catalogue(), host, owner);
  }

  static void assertSame(Catalogue catalogue, HostId host, OwnersList owner) {
    assertThat(catalogue.head(host)).contains(owner.head());
    assertThat(everything(catalogue, host)).containsExactlyInAnyOrderElementsOf(owner.entries());
  }

  /** All entries, after a look that they add up to the head that they came with. */
  static List<Entry> everything(Catalogue catalogue, HostId host) {
    try (Snapshot snapshot = catalogue.snapshot(host).orElseThrow()) {
      List<Entry> all = new ArrayList<>();
      Fingerprint sum = Fingerprint.EMPTY;
      for (var entries = snapshot.entries(); entries.hasNext(); ) {
        Entry entry = entries.next();
        all.add(entry);
        sum = sum.plus(entry);
      }
      assertThat(sum).isEqualTo(snapshot.head().fingerprint());
      assertThat(all).hasSize((int) snapshot.head().entries());
      return all;
    }
  }

  final Optional<Entry> find(String path) {
    return catalogue().find(host, EntryPath.parse(path));
  }

  final List<Listing.Listed> list(String path, Depth depth) {
    try (Listing listing = catalogue().list(host, EntryPath.parse(path), depth).orElseThrow()) {
      assertThat(listing.head()).isEqualTo(owner.head());
      List<Listing.Listed> all = rest(listing);
      assertThat(all.getFirst().entry()).isEqualTo(listing.self());
      return all;
    }
  }

  static List<Listing.Listed> rest(Listing listing) {
    List<Listing.Listed> all = new ArrayList<>();
    listing.entries().forEachRemaining(all::add);
    return all;
  }

  static List<String> paths(List<Listing.Listed> listed) {
    return listed.stream().map(one -> one.path().toString()).toList();
  }

  /** The root's time is the catalogue's own affair; the rest is not. */
  static void assertRoot(Entry entry, OwnersList owner) {
    assertThat(entry).isEqualTo(FolderEntry.root(entry.modified(), owner.head().revision()));
  }
}
