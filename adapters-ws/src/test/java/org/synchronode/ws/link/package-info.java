/** Links between real servers and real clients on the loopback interface, over stores in memory. */
@NullMarked
package org.synchronode.ws.link;

import org.jspecify.annotations.NullMarked;
