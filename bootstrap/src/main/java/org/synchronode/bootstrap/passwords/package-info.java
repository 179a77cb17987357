/**
 * Passwords of people: how they are kept ({@link
 * org.synchronode.bootstrap.passwords.Argon2Passwords}), and how the first one reaches the person
 * who started the node ({@link org.synchronode.bootstrap.passwords.FirstPassword}).
 */
@NullMarked
package org.synchronode.bootstrap.passwords;

import org.jspecify.annotations.NullMarked;
