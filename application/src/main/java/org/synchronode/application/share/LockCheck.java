package org.synchronode.application.share;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.write.ResourceState;
import org.synchronode.domain.write.WriteGuard;

/**
 * Which locks stand where in the own list, and what they forbid (RFC 4918 §7). Locks that have
 * ended are as if they were not there.
 */
final class LockCheck {
  private final ShareIndex index;
  private final HostId own;
  private final InstantSource clock;

  LockCheck(ShareIndex index, HostId own, InstantSource clock) {
    this.index = index;
    this.own = own;
    this.clock = clock;
  }

  /** A lock, and what it is on. */
  record Held(EntryPath root, Lock lock) {}

  /** The locks on what stands at a place, and the deep ones on the folders that it lies in. */
  List<Held> covering(EntryPath path) {
    List<Held> held = new ArrayList<>();
    EntryPath at = EntryPath.ROOT;
    for (Indexed indexed : index.chain(own, path)) {
      if (!at.isRoot() || !indexed.entry().name().value().isEmpty()) {
        at = at.child(indexed.entry().name());
      }
      for (Lock lock : indexed.entry().annotations().at(clock.instant()).locks()) {
        if (lock.deep() || at.equals(path)) {
          held.add(new Held(at, lock));
        }
      }
    }
    return held;
  }

  /** The locks on what lies in a folder, however deep. */
  List<Held> within(EntryPath folder) {
    List<Held> held = new ArrayList<>();
    for (Located located : index.locked(own)) {
      if (located.path().startsWith(folder) && !located.path().equals(folder)) {
        located.indexed().entry().annotations().at(clock.instant()).locks().stream()
            .map(lock -> new Held(located.path(), lock))
            .forEach(held::add);
      }
    }
    return held;
  }

  /** What conditions about a place are decided on. */
  ResourceState stateOf(EntryPath path) {
    List<Indexed> chain = index.chain(own, path);
    boolean exists = chain.size() > path.names().size();
    return new ResourceState(
        exists,
        exists ? chain.getLast().fileState() : Optional.empty(),
        covering(path).stream().map(held -> held.lock().token()).collect(Collectors.toSet()));
  }

  /** The content or the properties of what stands at a place are to be changed. */
  void allowContent(EntryPath path, WriteGuard guard) {
    allow(covering(path), guard);
  }

  /**
   * Something is to be made at a place, or to stand there no longer: a matter of its folder too.
   */
  void allowMembership(EntryPath path, WriteGuard guard) {
    allow(covering(path), guard);
    if (!path.isRoot()) {
      allow(covering(path.parent()), guard);
    }
  }

  /** What stands at a place is to go, with all that lies in it. */
  void allowRemoval(EntryPath path, WriteGuard guard) {
    allowMembership(path, guard);
    allow(within(path), guard);
  }

  /**
   * Of the locks on one entry it is enough to hold one: there are several only if all are shared.
   */
  private static void allow(List<Held> locks, WriteGuard guard) {
    locks.stream().collect(Collectors.groupingBy(Held::root)).values().stream()
        .filter(onOne -> onOne.stream().noneMatch(held -> isSubmitted(held.lock(), guard)))
        .findFirst()
        .ifPresent(
            onOne -> {
              throw new ProblemException(
                  new Problem.Locked(
                      "Somebody has locked this; nothing was changed.", onOne.getFirst().root()));
            });
  }

  private static boolean isSubmitted(Lock lock, WriteGuard guard) {
    return lock.holder().equals(guard.user()) && guard.submitted().contains(lock.token());
  }
}
