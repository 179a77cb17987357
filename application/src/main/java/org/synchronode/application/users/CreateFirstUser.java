package org.synchronode.application.users;

import org.synchronode.domain.user.UserName;

/** Makes the user {@code admin} at the first start. */
public final class CreateFirstUser {
  private final UserStore users;
  private final PasswordHashes hashes;

  public CreateFirstUser(UserStore users, PasswordHashes hashes) {
    this.users = users;
    this.hashes = hashes;
  }

  public boolean needed() {
    return users.isEmpty();
  }

  public void create(String password) {
    users.add(UserName.ADMIN, hashes.hash(password));
  }
}
