/**
 * Changing files under conditions (RFC 9110 §13, RFC 4918 §10.4). The owner decides, at the moment
 * of the change: {@link org.synchronode.domain.write.WriteGuard} is the whole rule but for locks,
 * which depend on where they are.
 */
@NullMarked
package org.synchronode.domain.write;

import org.jspecify.annotations.NullMarked;
