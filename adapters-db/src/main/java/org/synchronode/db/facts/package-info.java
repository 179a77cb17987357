/** The stores of {@link org.synchronode.db.Facts}: hosts and join codes, this node, users. */
@NullMarked
package org.synchronode.db.facts;

import org.jspecify.annotations.NullMarked;
