package org.synchronode.db.facts;

import static org.synchronode.db.generated.facts.tables.UserAccount.USER_ACCOUNT;

import java.util.Optional;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.synchronode.application.users.UserStore;
import org.synchronode.db.Transactions;
import org.synchronode.domain.user.UserName;

/** The users: the table {@code user_account}. */
public final class JooqUserStore implements UserStore {
  private final Transactions facts;

  public JooqUserStore(Transactions facts) {
    this.facts = facts;
  }

  @Override
  public Optional<String> passwordHash(UserName name) {
    return facts.read(
        sql ->
            sql.select(USER_ACCOUNT.PASSWORD_HASH)
                .from(USER_ACCOUNT)
                .where(USER_ACCOUNT.NAME.eq(name.value()))
                .fetchOptional(USER_ACCOUNT.PASSWORD_HASH));
  }

  @Override
  public boolean isEmpty() {
    return facts.read(sql -> !sql.fetchExists(USER_ACCOUNT));
  }

  @Override
  public boolean add(UserName name, String passwordHash) {
    try {
      facts.write(
          sql ->
              sql.insertInto(USER_ACCOUNT)
                  .set(USER_ACCOUNT.NAME, name.value())
                  .set(USER_ACCOUNT.PASSWORD_HASH, passwordHash)
                  .execute());
      return true;
    } catch (IntegrityConstraintViolationException _) {
      return false;
    }
  }
}
