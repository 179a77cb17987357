package org.synchronode.domain.write;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.read.TimeCondition;
import org.synchronode.domain.user.UserName;

/**
 * On what conditions something may be changed, and which locks the client knows of.
 *
 * @param user who changes it: a lock helps its holder only
 * @param lists of the {@code If} header; true when there are none, or one of them is
 * @param submitted every lock token in the {@code If} header, wherever it stands (RFC 4918 §7.5)
 */
public record WriteGuard(
    UserName user,
    TagCondition ifMatch,
    TagCondition ifNoneMatch,
    TimeCondition ifUnmodifiedSince,
    List<StateList> lists,
    Set<LockToken> submitted) {
  /** Copies the collections. */
  public WriteGuard {
    lists = List.copyOf(lists);
    submitted = Set.copyOf(submitted);
  }

  /** Whatever stands there, and no lock known. */
  public static WriteGuard none(UserName user) {
    return new WriteGuard(
        user,
        new TagCondition.Absent(),
        new TagCondition.Absent(),
        new TimeCondition.Absent(),
        List.of(),
        Set.of());
  }

  /**
   * Decides, in the order of RFC 9110 §13.2.2, then §10.4 of RFC 4918.
   *
   * @param target what the request is about
   * @param others what else its lists are about
   * @throws ProblemException with {@link Problem.PreconditionFailed}
   */
  public void check(EntryPath target, Function<EntryPath, ResourceState> others) {
    ResourceState state = others.apply(target);
    if (!allowedByMatch(state)) {
      throw failed("it is not in the state that If-Match or If-Unmodified-Since names");
    }
    if (!allowedByNoneMatch(state)) {
      throw failed("If-None-Match rules it out");
    }
    if (!lists.isEmpty()
        && lists.stream().noneMatch(list -> list.holds(others.apply(list.about())))) {
      throw failed("no list of the If header is true");
    }
  }

  private boolean allowedByMatch(ResourceState state) {
    return switch (ifMatch) {
      case TagCondition.Any _ -> state.exists();
      case TagCondition.OneOf tags ->
          state.file().map(FileState::etag).filter(tags::matchesStrongly).isPresent();
      case TagCondition.Absent _ ->
          !(ifUnmodifiedSince instanceof TimeCondition.At at
              && state.file().isPresent()
              && at.isBefore(state.file().get().modified()));
    };
  }

  private boolean allowedByNoneMatch(ResourceState state) {
    return switch (ifNoneMatch) {
      case TagCondition.Any _ -> !state.exists();
      case TagCondition.OneOf tags ->
          state.file().map(FileState::etag).filter(tags::matchesWeakly).isEmpty();
      case TagCondition.Absent _ -> true;
    };
  }

  private static ProblemException failed(String why) {
    return new ProblemException(
        new Problem.PreconditionFailed("Nothing was changed: " + why + "."));
  }
}
