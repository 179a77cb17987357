package org.synchronode.db.catalogue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.application.share.FileKey;
import org.synchronode.db.Durability;
import org.synchronode.db.Transactions;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.host.HostId;

/**
 * Applies deltas to lists, each in one transaction with the revision that it leads to. Where
 * something is or was attached to what a delta changes, it is waited for until that is safe.
 */
final class ListWriter {
  private final Transactions database;
  private final InstantSource clock;
  private final Editions editions;
  private final KnownPlaces places;
  private final Durability ofAnnotations;

  ListWriter(
      Transactions database,
      InstantSource clock,
      Editions editions,
      KnownPlaces places,
      Durability ofAnnotations) {
    this.database = database;
    this.editions = editions;
    this.places = places;
    this.clock = clock;
    this.ofAnnotations = ofAnnotations;
  }

  private record Done(ApplyOutcome outcome, boolean annotated) {
    Done(ApplyOutcome outcome) {
      this(outcome, false);
    }
  }

  private record Written(Done done, Optional<KnownPlaces.Changed> changed) {
    Written(Done done) {
      this(done, Optional.empty());
    }
  }

  /** Applies a delta; what it puts is remembered with these keys. */
  ApplyOutcome apply(HostId host, Delta delta, Function<EntryId, FileKey> keys) {
    try {
      Done done = write(host, delta, keys);
      if (done.annotated()) {
        ofAnnotations.await();
      }
      return done.outcome();
    } catch (Contradiction e) {
      return new ApplyOutcome.Inconsistent(String.valueOf(e.getMessage()));
    }
  }

  private Done write(HostId host, Delta delta, Function<EntryId, FileKey> keys) {
    long before = editions.of(host);
    Optional<Written> written = Optional.empty();
    try {
      written =
          Optional.of(
              database.write(
                  sql -> {
                    Optional<ShownList> list = ShownList.lock(sql, host);
                    return list.isEmpty()
                        ? new Written(new Done(new ApplyOutcome.NoList()))
                        : apply(sql, list.get(), delta, keys);
                  }));
    } finally {
      Optional<Long> now = editions.nextAfter(host, before);
      if (now.isPresent()) {
        written
            .flatMap(Written::changed)
            .ifPresent(changed -> places.changed(host, before, now.get(), changed));
      }
    }
    return written.orElseThrow().done();
  }

  private Written apply(
      DSLContext sql, ShownList list, Delta delta, Function<EntryId, FileKey> keys) {
    if (!list.head().revision().equals(delta.from())) {
      return new Written(new Done(new ApplyOutcome.Gap(list.head())));
    }
    DeltaApplication.Result result = new DeltaApplication(sql, list, delta, keys).run();
    Instant now = clock.instant();
    ShownList.moveTo(sql, list.key(), result.head(), now);
    return new Written(
        new Done(new ApplyOutcome.Applied(result.head(), result.changes()), result.annotated()),
        Optional.of(
            new KnownPlaces.Changed(list.movedTo(result.head(), now), result.changes(), keys)));
  }
}
