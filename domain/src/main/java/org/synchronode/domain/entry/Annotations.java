package org.synchronode.domain.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.property.PropertyPatch;

/**
 * What clients have attached to an entry. It belongs to the entry, wherever that moves, and not to
 * its content: no validator changes with it.
 *
 * @param properties each name once
 * @param locks each token once
 */
public record Annotations(List<DeadProperty> properties, List<Lock> locks) {
  /** Nothing, as most entries have. */
  public static final Annotations NONE = new Annotations(List.of(), List.of());

  public static final int MOST_PROPERTIES = 64;

  /** Shared ones; of exclusive ones there is one. */
  public static final int MOST_LOCKS = 16;

  /**
   * Characters of all together: an entry travels in one message, whatever is attached to it, and a
   * message has at most a mebibyte.
   */
  public static final int LARGEST = 128 * 1024;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException when they are too long, or something is there twice
   */
  public Annotations {
    properties = List.copyOf(properties);
    locks = List.copyOf(locks);
    if (properties.size() > MOST_PROPERTIES || locks.size() > MOST_LOCKS) {
      throw new IllegalArgumentException("an entry has too many properties or locks");
    }
    if (size(properties, locks) > LARGEST) {
      throw new IllegalArgumentException("too much is attached to an entry");
    }
    if (properties.stream().map(DeadProperty::name).distinct().count() < properties.size()
        || locks.stream().map(Lock::token).distinct().count() < locks.size()) {
      throw new IllegalArgumentException("a property or lock is there twice");
    }
  }

  private static int size(Collection<DeadProperty> properties, Collection<Lock> locks) {
    int size = 0;
    for (DeadProperty property : properties) {
      PropertyName name = property.name();
      size += name.namespace().length() + name.local().length() + property.xml().length();
    }
    for (Lock lock : locks) {
      size += lock.owner().length();
    }
    return size;
  }

  /** In characters of what clients wrote: names, values and owners of locks. */
  public int size() {
    return size(properties, locks);
  }

  public boolean isEmpty() {
    return properties.isEmpty() && locks.isEmpty();
  }

  /**
   * The same after these instructions, in their order.
   *
   * @throws ProblemException with {@link Problem.InsufficientStorage} when there would be too many,
   *     or too much of them
   */
  public Annotations patched(List<PropertyPatch> patches) {
    SequencedMap<PropertyName, DeadProperty> now = new LinkedHashMap<>();
    properties.forEach(property -> now.put(property.name(), property));
    for (PropertyPatch patch : patches) {
      switch (patch) {
        case PropertyPatch.Set(DeadProperty property) -> now.put(property.name(), property);
        case PropertyPatch.Remove(PropertyName name) -> now.remove(name);
      }
    }
    if (now.size() > MOST_PROPERTIES) {
      throw new ProblemException(
          new Problem.InsufficientStorage(
              "A file or folder can have at most " + MOST_PROPERTIES + " dead properties."));
    }
    requireRoom(now.values(), locks);
    return new Annotations(new ArrayList<>(now.values()), locks);
  }

  /**
   * The same with a lock, in the place of one with the same token.
   *
   * @throws ProblemException with {@link Problem.InsufficientStorage} when there would be too many,
   *     or too much of them
   */
  public Annotations with(Lock lock) {
    List<Lock> more = new ArrayList<>(without(lock.token()).locks());
    more.add(lock);
    if (more.size() > MOST_LOCKS) {
      throw new ProblemException(
          new Problem.InsufficientStorage(
              "A file or folder can have at most " + MOST_LOCKS + " locks."));
    }
    requireRoom(properties, more);
    return new Annotations(properties, more);
  }

  private static void requireRoom(Collection<DeadProperty> properties, Collection<Lock> locks) {
    if (size(properties, locks) > LARGEST) {
      throw new ProblemException(
          new Problem.InsufficientStorage(
              "The dead properties and locks of a file or folder have at most "
                  + LARGEST
                  + " characters in all."));
    }
  }

  public Annotations without(LockToken token) {
    return new Annotations(
        properties, locks.stream().filter(lock -> !lock.token().equals(token)).toList());
  }

  public Annotations withoutLocks() {
    return locks.isEmpty() ? this : new Annotations(properties, List.of());
  }

  /** The same without locks that have ended. */
  public Annotations at(Instant now) {
    return locks.stream().allMatch(lock -> lock.isLive(now))
        ? this
        : new Annotations(properties, locks.stream().filter(lock -> lock.isLive(now)).toList());
  }
}
