/** What a browser is told, over real sockets. */
@NullMarked
package org.synchronode.ws.feed;

import org.jspecify.annotations.NullMarked;
