/**
 * HTTP and WebDAV over Helidon. The tour of a request: the server hands it to {@link
 * org.synchronode.http.Front}, which decodes its path ({@code path}), asks the {@link
 * org.synchronode.http.Gate} who sends it, finds the {@link org.synchronode.http.Resource} at the
 * path and lets one of its methods answer. The tree of all hosts has its methods in {@code browse}
 * (GET, HEAD, OPTIONS) and {@code dav} (PROPFIND); the small addresses stand here. Header values
 * are read and written in {@code header}. Whatever goes wrong becomes a status in {@link
 * org.synchronode.http.Problems}, and nowhere else. {@code server} holds what the listening socket
 * needs. {@link org.synchronode.http.HttpRoutes} is where wiring begins.
 */
@NullMarked
package org.synchronode.http;

import org.jspecify.annotations.NullMarked;
