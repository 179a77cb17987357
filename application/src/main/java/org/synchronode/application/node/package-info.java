/** What this node is, over all its starts. */
@NullMarked
package org.synchronode.application.node;

import org.jspecify.annotations.NullMarked;
