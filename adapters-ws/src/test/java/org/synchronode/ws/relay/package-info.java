/** Tests of exchanges, over real sockets. */
@NullMarked
package org.synchronode.ws.relay;

import org.jspecify.annotations.NullMarked;
