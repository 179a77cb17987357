package org.synchronode.bootstrap.node;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.synchronode.application.users.Authenticate;
import org.synchronode.application.users.CreateFirstUser;
import org.synchronode.application.users.PasswordHashes;
import org.synchronode.application.users.UserStore;
import org.synchronode.bootstrap.passwords.Argon2Passwords;
import org.synchronode.bootstrap.passwords.FirstPassword;
import org.synchronode.domain.host.JoinCode;

/** Who may log in; the first start makes the first user. */
record Users(Authenticate authenticate) {

  static Users open(
      UserStore store,
      Path dataDir,
      Map<String, String> environment,
      InstantSource clock,
      RandomGenerator random,
      PrintWriter out)
      throws IOException {
    PasswordHashes hashes = new Argon2Passwords();
    CreateFirstUser firstUser = new CreateFirstUser(store, hashes);
    if (firstUser.needed()) {
      FirstPassword first =
          FirstPassword.decide(
              environment,
              FirstPassword.isTerminal(),
              dataDir,
              () -> JoinCode.random(random).secret());
      // Told before it is stored: a crash in between shows a password that is void, and the next
      // start another one.
      first.announce().ifPresent(out::println);
      firstUser.create(first.password());
    }
    return new Users(new Authenticate(store, hashes, clock, random));
  }
}
