package org.synchronode.db.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Query;

/** Many things at a time: enough to make a statement's own cost small, few enough for memory. */
final class Chunks {
  private static final int SIZE = 1000;

  private Chunks() {}

  static <T> void of(Collection<T> all, Consumer<List<T>> work) {
    List<T> list = List.copyOf(all);
    for (int from = 0; from < list.size(); from += SIZE) {
      work.accept(list.subList(from, Math.min(from + SIZE, list.size())));
    }
  }

  /**
   * Runs a statement for each of the things.
   *
   * @param values of the statement's parameters, in their order
   */
  static <T> void execute(
      DSLContext sql, Query statement, Collection<T> all, Function<T, Object[]> values) {
    of(
        all,
        chunk ->
            sql.batch(statement)
                .bind(chunk.stream().map(values).toArray(Object[][]::new))
                .execute());
  }
}
