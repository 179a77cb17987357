/**
 * The two stores in SQL. {@link org.synchronode.db.Facts} holds what nothing else can bring back,
 * every commit on disk when it returns; {@link org.synchronode.db.CatalogueDatabase} holds the
 * lists, which can be received again, and groups its commits. Both are H2 files of their own
 * ({@link org.synchronode.db.H2File}), brought to their schema by Flyway and spoken to through
 * jOOQ; the ports' implementations are in {@code facts} and {@code catalogue}. What stops a store
 * from opening is a {@link org.synchronode.db.StoreException} that names the file.
 */
@NullMarked
package org.synchronode.db;

import org.jspecify.annotations.NullMarked;
