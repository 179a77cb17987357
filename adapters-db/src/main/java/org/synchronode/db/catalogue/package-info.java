/**
 * The lists of {@link org.synchronode.db.CatalogueDatabase}. {@link
 * org.synchronode.db.catalogue.JooqCatalogue} and {@link
 * org.synchronode.db.catalogue.JooqShareIndex} are two views of the same rows; each thing that they
 * do has a class: {@link org.synchronode.db.catalogue.PathWalk} finds an entry, {@link
 * org.synchronode.db.catalogue.ListingReader} reads a part of the tree into a {@link
 * org.synchronode.db.catalogue.Spool}, {@link org.synchronode.db.catalogue.DeltaApplication}
 * applies a delta, {@link org.synchronode.db.catalogue.RememberedChanges} tells one, {@link
 * org.synchronode.db.catalogue.JooqStaging} receives a list and {@link
 * org.synchronode.db.catalogue.Leftovers} clears away what it replaced. {@link
 * org.synchronode.db.catalogue.EntryRows} is the one place that knows how an entry lies in a row,
 * {@link org.synchronode.db.catalogue.AnnotationRows} the one that knows where what is attached to
 * it lies.
 */
@NullMarked
package org.synchronode.db.catalogue;

import org.jspecify.annotations.NullMarked;
