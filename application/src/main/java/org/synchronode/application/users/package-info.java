/** Who logs in: {@link org.synchronode.application.users.Authenticate} and the first user. */
@NullMarked
package org.synchronode.application.users;

import org.jspecify.annotations.NullMarked;
