/**
 * What an accepted WebSocket of Helidon needs to be trusted with a stranger at its other end:
 * {@link org.synchronode.ws.socket.AcceptedSocket} has one writer, a bounded queue before it, and
 * notices when the connection is gone in whatever way; {@link org.synchronode.ws.socket.Fragments}
 * puts fragmented messages together within bounds.
 */
@NullMarked
package org.synchronode.ws.socket;

import org.jspecify.annotations.NullMarked;
