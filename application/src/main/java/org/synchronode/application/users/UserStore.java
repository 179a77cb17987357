package org.synchronode.application.users;

import java.util.Optional;
import org.synchronode.domain.user.UserName;

/**
 * The users and the hashes of their passwords. Durable when a method returns. Safe for use by
 * several threads.
 */
public interface UserStore {

  /** The hash of a user's password, as {@link PasswordHashes} wrote it. */
  Optional<String> passwordHash(UserName name);

  boolean isEmpty();

  /** Returns false, and nothing is changed, when the user exists. */
  boolean add(UserName name, String passwordHash);
}
