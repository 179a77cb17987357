/** The people who log in. */
@NullMarked
package org.synchronode.domain.user;

import org.jspecify.annotations.NullMarked;
