/**
 * What users see, tested from outside: real processes, real sockets, real proxies and real clients.
 * Needs Linux.
 */
@NullMarked
package org.synchronode.e2e;

import org.jspecify.annotations.NullMarked;
