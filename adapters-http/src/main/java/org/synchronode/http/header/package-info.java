/**
 * Header values, read and written. A reader takes the text of a header, all its lines joined, and
 * either understands it, ignores it where RFC 9110 says so, or throws a {@link
 * org.synchronode.domain.ProblemException} with {@code BadRequest}; never anything else, whatever a
 * stranger sends.
 */
@NullMarked
package org.synchronode.http.header;

import org.jspecify.annotations.NullMarked;
