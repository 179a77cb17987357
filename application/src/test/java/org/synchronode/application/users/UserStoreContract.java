package org.synchronode.application.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.user.UserName;

/** What every {@link UserStore} does. */
public abstract class UserStoreContract {
  private static final UserName ADA = new UserName("ada");
  private static final String HASH = "$argon2id$v=19$m=15360,t=2,p=1$c2FsdA$aGFzaA";

  private UserStore store;

  /** A store without users. */
  protected abstract UserStore emptyStore();

  @BeforeEach
  void start() {
    store = emptyStore();
  }

  @Test
  void itBeginsEmpty() {
    assertThat(store.isEmpty()).isTrue();
    assertThat(store.passwordHash(ADA)).isEmpty();
  }

  @Test
  void aUserIsRemembered() {
    assertThat(store.add(ADA, HASH)).isTrue();
    assertThat(store.isEmpty()).isFalse();
    assertThat(store.passwordHash(ADA)).contains(HASH);
  }

  @Test
  void aUserIsNotReplaced() {
    store.add(ADA, HASH);
    assertThat(store.add(ADA, "other")).isFalse();
    assertThat(store.passwordHash(ADA)).contains(HASH);
  }

  @Test
  void usersAreToldApart() {
    store.add(ADA, HASH);
    assertThat(store.add(new UserName("Ada"), "other")).isTrue();
    assertThat(store.passwordHash(new UserName("Ada"))).contains("other");
    assertThat(store.passwordHash(new UserName("bob"))).isEmpty();
  }
}
