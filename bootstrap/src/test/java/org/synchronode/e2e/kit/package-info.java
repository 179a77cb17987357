/**
 * What the end-to-end tests are made of: nodes, proxies, clients and mounts as programs of their
 * own.
 */
@NullMarked
package org.synchronode.e2e.kit;

import org.jspecify.annotations.NullMarked;
