package org.synchronode.db.catalogue;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.synchronode.db.StoreException;
import org.synchronode.db.Transactions;

/**
 * Reads in a transaction and a thread of its own, so that what was read is on its way while the
 * rest is read, and no transaction lasts as long as a slow client takes.
 */
final class SpooledReading {
  private SpooledReading() {}

  /**
   * Begins to read, and returns as soon as it is known what.
   *
   * @param find says what is read; nothing else is done where that is nothing
   * @param read adds all of it to the spool
   * @return what is read; the spool is filled meanwhile, and to be closed where this is nothing
   */
  static <H, T> Optional<H> begin(
      Transactions database,
      Spool<T> spool,
      Function<DSLContext, Optional<H>> find,
      BiConsumer<DSLContext, H> read) {
    CompletableFuture<Optional<H>> begun = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("listing")
        .start(
            () -> {
              try {
                database.read(
                    sql -> {
                      // A transaction is tried again where the store failed and was opened anew.
                      if (begun.isDone()) {
                        throw new StoreException("The store failed in the middle of a listing.");
                      }
                      Optional<H> found = find.apply(sql);
                      begun.complete(found);
                      found.ifPresent(what -> read.accept(sql, what));
                      return found;
                    });
                spool.end();
              } catch (RuntimeException | Error e) {
                // Somebody waits for it, whatever it is.
                RuntimeException why =
                    e instanceof RuntimeException known ? known : new IllegalStateException(e);
                begun.completeExceptionally(why);
                spool.fail(why);
              }
            });
    try {
      return begun.join();
    } catch (CompletionException e) {
      spool.close();
      throw e.getCause() instanceof RuntimeException why ? why : e;
    }
  }
}
