package org.synchronode.db.facts;

import static org.synchronode.db.generated.facts.tables.Host.HOST;
import static org.synchronode.db.generated.facts.tables.JoinCode.JOIN_CODE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.synchronode.application.hosts.HostStore;
import org.synchronode.db.Transactions;
import org.synchronode.db.generated.facts.tables.records.HostRecord;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.SecretHash;
import org.synchronode.domain.host.Standing;

/**
 * The registry: the tables {@code host} and {@code join_code}. That no id, name or token is there
 * twice is the tables' own rule; a row that breaks it is how a name is found to be taken, so two
 * that come at once can't both get it. Times are compared here, not by the database, which would
 * compare microseconds.
 */
public final class JooqHostStore implements HostStore {
  private final Transactions facts;

  public JooqHostStore(Transactions facts) {
    this.facts = facts;
  }

  @Override
  public Optional<Host> find(HostId id) {
    return findWhere(HOST.ID.eq(id.value()));
  }

  @Override
  public Optional<Host> findByName(HostName name) {
    return findWhere(HOST.CANONICAL_NAME.eq(name.canonical()));
  }

  @Override
  public Optional<Host> findByToken(SecretHash token) {
    return findWhere(HOST.TOKEN_HASH.eq(token.hex()));
  }

  private Optional<Host> findWhere(Condition condition) {
    return facts.read(
        sql -> sql.selectFrom(HOST).where(condition).fetchOptional().map(HostRows::host));
  }

  @Override
  public List<Host> all() {
    return facts.read(
        sql -> sql.selectFrom(HOST).orderBy(HOST.CANONICAL_NAME).fetch(HostRows::host));
  }

  @Override
  public boolean add(Host host) {
    return unlessTaken(sql -> sql.executeInsert(HostRows.row(host)));
  }

  @Override
  public boolean add(Host host, SecretHash token) {
    return unlessTaken(sql -> sql.executeInsert(HostRows.row(host, token)));
  }

  /** Whether the work was done; all of it is undone when an id or a name is taken. */
  private boolean unlessTaken(Transactions.Work<Integer> work) {
    try {
      return facts.write(work) > 0;
    } catch (IntegrityConstraintViolationException _) {
      return false;
    }
  }

  @Override
  public JoinOutcome join(Host host, SecretHash token, SecretHash code, Instant now) {
    try {
      return facts.write(
          sql -> {
            if (!useUp(sql, code, host.id(), now)) {
              return JoinOutcome.CODE_REFUSED;
            }
            sql.deleteFrom(HOST)
                .where(HOST.ID.eq(host.id().value()), HOST.STANDING.eq(HostRows.REVOKED))
                .execute();
            sql.executeInsert(HostRows.row(host, token));
            return JoinOutcome.JOINED;
          });
    } catch (IntegrityConstraintViolationException _) {
      return JoinOutcome.TAKEN;
    }
  }

  private static boolean useUp(DSLContext sql, SecretHash code, HostId by, Instant now) {
    return sql.selectFrom(JOIN_CODE)
        .where(JOIN_CODE.HASH.eq(code.hex()), JOIN_CODE.USED_BY.isNull())
        .forUpdate()
        .fetchOptional()
        .filter(row -> row.getExpires().isAfter(now))
        .map(
            row -> {
              row.setUsedBy(by.value());
              row.setUsedAt(now);
              return row.update() > 0;
            })
        .orElse(false);
  }

  @Override
  public void addJoinCode(SecretHash code, Instant expires) {
    facts.write(
        sql ->
            sql.insertInto(JOIN_CODE)
                .set(JOIN_CODE.HASH, code.hex())
                .set(JOIN_CODE.EXPIRES, expires)
                .execute());
  }

  @Override
  public boolean changeStanding(HostId id, Standing from, Standing to) {
    return facts.write(
        sql ->
            sql.selectFrom(HOST)
                .where(HOST.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional()
                .filter(row -> HostRows.host(row).standing().equals(from))
                .map(row -> HostRows.stand(row, to).update() > 0)
                .orElse(false));
  }

  @Override
  public boolean rename(HostId id, HostName name) {
    return unlessTaken(
        sql ->
            sql.update(HOST)
                .set(HOST.NAME, name.value())
                .set(HOST.CANONICAL_NAME, name.canonical())
                .where(HOST.ID.eq(id.value()))
                .execute());
  }

  @Override
  public int removeExpired(Instant now) {
    return facts.write(
        sql -> {
          List<HostRecord> expired =
              sql.selectFrom(HOST).where(HOST.STANDING.eq(HostRows.PENDING)).forUpdate().stream()
                  .filter(row -> !row.getExpires().isAfter(now))
                  .toList();
          expired.forEach(HostRecord::delete);
          return expired.size();
        });
  }

  @Override
  public void release(HostId id) {
    facts.write(
        sql ->
            sql.deleteFrom(HOST)
                .where(HOST.ID.eq(id.value()), HOST.ORIGIN.eq(HostRows.BELOW))
                .execute());
  }
}
