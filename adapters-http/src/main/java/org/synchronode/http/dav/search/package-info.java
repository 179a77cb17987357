/**
 * SEARCH in the grammar {@code basicsearch} (RFC 5323), over all hosts or below any folder, hosts
 * that are off among them: {@link org.synchronode.http.dav.search.SearchMethod} goes through the
 * catalogue's listings, {@link org.synchronode.http.dav.search.Conditions} says of each member what
 * it comes to, {@link org.synchronode.http.dav.search.BestResults} keeps the first ones where an
 * order is wanted. Nothing grows with the listings.
 */
@NullMarked
package org.synchronode.http.dav.search;

import org.jspecify.annotations.NullMarked;
