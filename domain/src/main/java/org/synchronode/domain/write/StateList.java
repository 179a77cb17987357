package org.synchronode.domain.write;

import java.util.List;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.read.TagCondition;

/**
 * One list of an {@code If} header (RFC 4918 §10.4): true when all its tests are.
 *
 * @param about where the resource is that it is about
 */
public record StateList(EntryPath about, List<Test> tests) {
  /** Copies the list. */
  public StateList {
    tests = List.copyOf(tests);
  }

  boolean holds(ResourceState state) {
    return tests.stream().allMatch(test -> test.holds(state));
  }

  /**
   * One condition of a list.
   *
   * @param negated whether {@code Not} stands before it
   */
  public record Test(boolean negated, Subject subject) {
    boolean holds(ResourceState state) {
      return subject.holds(state) != negated;
    }
  }

  /** What is tested. */
  public sealed interface Subject {
    boolean holds(ResourceState state);
  }

  /** Whether a lock covers the resource. A token that was never given out covers nothing. */
  public record Covered(LockToken token) implements Subject {
    @Override
    public boolean holds(ResourceState state) {
      return state.locks().contains(token);
    }
  }

  /** Whether the content is this one, compared strongly. */
  public record Tagged(TagCondition.Tag tag) implements Subject {
    @Override
    public boolean holds(ResourceState state) {
      return state.file().isPresent()
          && new TagCondition.OneOf(List.of(tag)).matchesStrongly(state.file().get().etag());
    }
  }

  /** A state token that is no lock's, or a resource on another server. */
  public record Unknown() implements Subject {
    @Override
    public boolean holds(ResourceState state) {
      return false;
    }
  }
}
