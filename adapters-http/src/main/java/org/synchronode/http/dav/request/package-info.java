/**
 * What the bodies of WebDAV's requests ask for, and their readers. A reader gives a value or throws
 * a {@link org.synchronode.domain.ProblemException} with {@code BadRequest}; never anything else,
 * whatever a stranger sends. Nothing here decides whether what is asked for is done.
 */
@NullMarked
package org.synchronode.http.dav.request;

import org.jspecify.annotations.NullMarked;
