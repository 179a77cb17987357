package org.synchronode.vfs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;

/**
 * Which uploads of a share are held, where, and who receives one now. Each is a file under a
 * {@linkplain HiddenNames#held hidden name} beside where it is to stand, as long as what is there
 * of it; so scans find it again after a restart. One that nothing came to for a day is over. Safe
 * for use by several threads.
 */
final class HeldUploads {
  /** What a share holds at most; then those go first that nothing came to for longest. */
  static final int MOST = 16;

  static final Duration LONGEST = Duration.ofHours(24);

  private final InstantSource clock;

  /** When something came to each last. */
  private final Map<EntryPath, Instant> held = new HashMap<>();

  private final Map<EntryPath, Turn> turns = new HashMap<>();

  HeldUploads(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * One was found by a scan.
   *
   * @param removal is run, while nobody can begin to receive it, if it is over
   */
  synchronized void found(EntryPath hidden, Instant modified, Runnable removal) {
    if (turns.containsKey(hidden)) {
      return;
    }
    if (isOver(modified)) {
      held.remove(hidden);
      removal.run();
    } else {
      held.put(hidden, modified);
    }
  }

  private boolean isOver(Instant last) {
    return last.plus(LONGEST).isBefore(clock.instant());
  }

  /**
   * Has others give way to one that is new.
   *
   * @param removal is run, while nobody can begin to receive it, for each that has to go
   * @throws ProblemException with {@link Problem.Busy} when all are being received
   */
  synchronized void makeRoom(Consumer<EntryPath> removal) {
    List<Map.Entry<EntryPath, Instant>> idle =
        held.entrySet().stream()
            .filter(each -> !turns.containsKey(each.getKey()))
            .sorted(Map.Entry.comparingByValue())
            .toList();
    for (Map.Entry<EntryPath, Instant> each : idle) {
      if (held.size() >= MOST || isOver(each.getValue())) {
        held.remove(each.getKey());
        removal.accept(each.getKey());
      }
    }
    if (held.size() >= MOST) {
      throw new ProblemException(
          new Problem.Busy(
              "The owner receives " + MOST + " uploads in parts already. Try again in a moment."));
    }
  }

  /**
   * Begins to receive one, in the place of whoever still does.
   *
   * @throws ProblemException with {@link Problem.Busy} when all of it is here already
   */
  synchronized Turn take(EntryPath hidden) {
    Turn before = turns.get(hidden);
    if (before != null) {
      before.end();
    }
    return begin(hidden);
  }

  /** The same, where nobody does. */
  synchronized Optional<Turn> takeIfIdle(EntryPath hidden) {
    return turns.containsKey(hidden) ? Optional.empty() : Optional.of(begin(hidden));
  }

  private Turn begin(EntryPath hidden) {
    Turn turn = new Turn(hidden);
    turns.put(hidden, turn);
    held.put(hidden, clock.instant());
    return turn;
  }

  /**
   * Ends a turn, unless another one took its place.
   *
   * @param stays says whether something is held; asked while nobody can begin to receive it
   */
  synchronized void end(Turn turn, BooleanSupplier stays) {
    if (turns.remove(turn.hidden(), turn)) {
      if (stays.getAsBoolean()) {
        held.put(turn.hidden(), clock.instant());
      } else {
        held.remove(turn.hidden());
      }
    }
  }
}
