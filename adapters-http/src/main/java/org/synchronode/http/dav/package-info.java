/**
 * WebDAV, its reading side (RFC 4918). {@link org.synchronode.http.dav.PropfindMethod} answers from
 * the catalogue alone: nothing in this package can reach a host, so no listing ever waits for one.
 * {@link org.synchronode.http.dav.request.PropfindRequest} is what a client asks, {@link
 * org.synchronode.http.dav.LiveProperty} what there is to ask for, {@link
 * org.synchronode.http.dav.Multistatus} the answer, written while it is read.
 */
@NullMarked
package org.synchronode.http.dav;

import org.jspecify.annotations.NullMarked;
