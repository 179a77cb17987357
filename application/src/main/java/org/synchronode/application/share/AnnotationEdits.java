package org.synchronode.application.share;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.user.UserName;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.Written;

/** Changes what is attached to an entry: dead properties, and locks. */
final class AnnotationEdits {
  /** Office saves only under locks that last so long. */
  private static final Duration SHORTEST_LOCK = Duration.ofMinutes(3);

  private static final Duration LONGEST_LOCK = Duration.ofDays(1);

  private final ShareDisk disk;
  private final IndexShare index;
  private final Places places;
  private final Standing standing;
  private final LockCheck locks;
  private final InstantSource clock;
  private final RandomGenerator random;

  AnnotationEdits(
      ShareDisk disk,
      IndexShare index,
      Places places,
      Standing standing,
      LockCheck locks,
      InstantSource clock,
      RandomGenerator random) {
    this.disk = disk;
    this.index = index;
    this.places = places;
    this.standing = standing;
    this.locks = locks;
    this.clock = clock;
    this.random = random;
  }

  Written patch(Edit.Patch patch) {
    return disk.exclusively(
        () -> {
          EntryPath path = places.writable(patch.path());
          Indexed before = standing.required(path).indexed();
          standing.check(path, patch.guard());
          locks.allowContent(path, patch.guard());
          Annotations after =
              before.entry().annotations().at(clock.instant()).patched(patch.properties());
          Optional<Found> retimed = patch.modified().map(time -> disk.setModified(path, time));
          index.change(
              changes -> {
                retimed.ifPresent(
                    found -> changes.move(before.entry(), before.entry().parent(), found));
                changes.annotate(before, after);
                return changes;
              });
          return standing.written(path, false);
        });
  }

  Written lock(Edit.TakeLock take) {
    return disk.exclusively(
        () -> {
          EntryPath path = places.writable(take.path());
          Optional<Seen> before = standing.at(path);
          if (before.isEmpty()) {
            standing.folderOf(path);
          }
          standing.check(path, take.guard());
          refuseConflicts(path, take);
          if (before.isEmpty()) {
            locks.allowMembership(path, take.guard());
            try (ShareDisk.Staged empty = disk.stageEmptyFile(path)) {
              standing.placeFile(path, empty, before, false);
            }
          }
          Lock lock =
              new Lock(
                  LockToken.random(random),
                  take.scope(),
                  take.deep(),
                  take.owner(),
                  take.guard().user(),
                  end(take.wanted()));
          attach(path, lock);
          return granted(path, before.isEmpty(), new LockCheck.Held(path, lock));
        });
  }

  private void refuseConflicts(EntryPath path, Edit.TakeLock take) {
    refuseConflict(locks.covering(path), take.scope());
    if (take.deep()) {
      refuseConflict(locks.within(path), take.scope());
    }
  }

  private static void refuseConflict(List<LockCheck.Held> held, Lock.Scope wanted) {
    held.stream()
        .filter(other -> !other.lock().getsAlongWith(wanted))
        .findFirst()
        .ifPresent(
            other -> {
              throw new ProblemException(
                  new Problem.Locked("Somebody has locked this already.", other.root()));
            });
  }

  Written refresh(Edit.RefreshLock refresh) {
    return disk.exclusively(
        () -> {
          EntryPath path = places.writable(refresh.path());
          standing.required(path);
          standing.check(path, refresh.guard());
          LockCheck.Held held =
              locks.covering(path).stream()
                  .filter(other -> refresh.guard().submitted().contains(other.lock().token()))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new ProblemException(
                              new Problem.PreconditionFailed(
                                  "The If header names no lock that covers this.")));
          requireHolder(held.lock(), refresh.guard().user());
          Lock longer = held.lock().until(end(refresh.wanted()));
          attach(held.root(), longer);
          return granted(path, false, new LockCheck.Held(held.root(), longer));
        });
  }

  Written unlock(Edit.Unlock unlock) {
    return disk.exclusively(
        () -> {
          EntryPath path = places.writable(unlock.path());
          standing.required(path);
          standing.check(path, unlock.guard());
          LockCheck.Held held =
              locks.covering(path).stream()
                  .filter(other -> other.lock().token().equals(unlock.token()))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new ProblemException(
                              new Problem.Conflict("No lock with this token covers this.")));
          requireHolder(held.lock(), unlock.guard().user());
          Indexed locked = standing.required(held.root()).indexed();
          index.change(
              changes -> {
                changes.annotate(
                    locked,
                    locked.entry().annotations().at(clock.instant()).without(unlock.token()));
                return changes;
              });
          return standing.written(path, false);
        });
  }

  private void attach(EntryPath path, Lock lock) {
    Indexed locked = standing.required(path).indexed();
    Annotations after = locked.entry().annotations().at(clock.instant()).with(lock);
    index.change(
        changes -> {
          changes.annotate(locked, after);
          return changes;
        });
  }

  private Written granted(EntryPath path, boolean created, LockCheck.Held held) {
    Written written = standing.written(path, created);
    return new Written(
        written.revision(),
        created,
        written.file(),
        Optional.of(new Written.Granted(held.root(), held.lock())));
  }

  private Instant end(Duration wanted) {
    Duration granted = wanted.compareTo(SHORTEST_LOCK) < 0 ? SHORTEST_LOCK : wanted;
    return clock.instant().plus(granted.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : granted);
  }

  private static void requireHolder(Lock lock, UserName user) {
    if (!lock.holder().equals(user)) {
      throw new ProblemException(new Problem.Forbidden("Another user holds this lock."));
    }
  }
}
