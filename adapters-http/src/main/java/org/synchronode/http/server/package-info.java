/**
 * What the listening socket needs. {@link org.synchronode.http.server.ListenerSettings} holds every
 * setting of it with its reason; {@link org.synchronode.http.server.HttpOneDotZero} lets clients in
 * that speak HTTP/1.0, nginx in its default setting among them, which the server itself refuses,
 * and {@code SocketReads} takes what comes in large pieces.
 */
@NullMarked
package org.synchronode.http.server;

import org.jspecify.annotations.NullMarked;
