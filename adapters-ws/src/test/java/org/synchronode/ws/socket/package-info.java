/** Peers that misuse a socket below the level of messages. */
@NullMarked
package org.synchronode.ws.socket;

import org.jspecify.annotations.NullMarked;
