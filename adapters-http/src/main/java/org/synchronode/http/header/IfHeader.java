package org.synchronode.http.header;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.read.TagCondition;

/**
 * The header {@code If} (RFC 4918 §10.4). It holds when one of its lists does; a list holds when
 * all of its conditions do. Either every list has a tag or none has.
 *
 * @param lists at least one
 */
public record IfHeader(List<ConditionList> lists) {
  public IfHeader {
    lists = List.copyOf(lists);
  }

  /**
   * Reads the values of all lines of the header, in their order.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it breaks the grammar: to ignore
   *     a condition would be to overwrite what it guards
   */
  public static IfHeader parse(List<String> lines) {
    return new IfHeaderParser(String.join(" ", lines)).header();
  }

  /**
   * Every state token, wherever it stands: also under {@code Not}, and under whichever tag (§7.5).
   */
  public Set<String> submittedTokens() {
    Set<String> tokens = new LinkedHashSet<>();
    for (ConditionList list : lists) {
      for (Condition condition : list.conditions()) {
        if (condition.test() instanceof StateToken(String uri)) {
          tokens.add(uri);
        }
      }
    }
    return tokens;
  }

  /**
   * Conditions that hold together, for one resource.
   *
   * @param tag the resource's address as it was sent: a whole URI, or a path; nothing for the
   *     resource that the request is about
   * @param conditions at least one
   */
  public record ConditionList(Optional<String> tag, List<Condition> conditions) {
    public ConditionList {
      conditions = List.copyOf(conditions);
    }
  }

  /** One condition. */
  public record Condition(boolean not, Test test) {}

  /** What a condition compares with the state of the resource. */
  public sealed interface Test {}

  /** Whether a lock of this token covers the resource. */
  public record StateToken(String uri) implements Test {}

  /** Whether the resource has this entity tag. */
  public record EntityTag(TagCondition.Tag tag) implements Test {}
}
