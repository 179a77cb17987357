/**
 * Write locks (RFC 4918 §6 and §7). The owner of an entry grants them and keeps them with it; what
 * a lock forbids is decided there, at the moment of the change.
 */
@NullMarked
package org.synchronode.domain.lock;

import org.jspecify.annotations.NullMarked;
