/** Both ends of {@code synchronode.v1} understand each other, and nothing else harms them. */
@NullMarked
package org.synchronode.ws.protocol;

import org.jspecify.annotations.NullMarked;
