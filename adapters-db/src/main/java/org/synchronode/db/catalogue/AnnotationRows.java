package org.synchronode.db.catalogue;

import static org.synchronode.db.generated.catalogue.tables.Lock.LOCK;
import static org.synchronode.db.generated.catalogue.tables.Property.PROPERTY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.user.UserName;

/** What is attached to the entries of one list, as rows of {@code property} and {@code lock}. */
final class AnnotationRows {
  private static final Field<Long> WANTED = DSL.field(DSL.name("WANTED", "ID"), Long.class);

  private final DSLContext sql;
  private final int list;

  AnnotationRows(DSLContext sql, int list) {
    this.sql = sql;
    this.list = list;
  }

  /** What is attached to these entries; those that nothing is attached to are left out. */
  Map<EntryId, Annotations> of(Collection<EntryId> entries) {
    Map<EntryId, List<DeadProperty>> properties = properties(entries);
    Map<EntryId, List<Lock>> locks = locks(entries);
    Set<EntryId> annotated = new HashSet<>(properties.keySet());
    annotated.addAll(locks.keySet());
    Map<EntryId, Annotations> all = HashMap.newHashMap(annotated.size());
    for (EntryId id : annotated) {
      all.put(
          id,
          new Annotations(
              properties.getOrDefault(id, List.of()), locks.getOrDefault(id, List.of())));
    }
    return all;
  }

  private Map<EntryId, List<DeadProperty>> properties(Collection<EntryId> entries) {
    Map<EntryId, List<DeadProperty>> found = new HashMap<>();
    sql.select(PROPERTY.ENTRY_ID, PROPERTY.NAMESPACE, PROPERTY.NAME, PROPERTY.XML)
        .from(wanted(entries))
        .leftJoin(PROPERTY)
        .on(PROPERTY.LIST_KEY.eq(list), PROPERTY.ENTRY_ID.eq(WANTED))
        .where(PROPERTY.ENTRY_ID.isNotNull())
        .orderBy(PROPERTY.ENTRY_ID, PROPERTY.PLACE)
        .forEach(
            row ->
                found
                    .computeIfAbsent(new EntryId(row.value1()), _ -> new ArrayList<>())
                    .add(
                        new DeadProperty(
                            new PropertyName(row.value2(), row.value3()), row.value4())));
    return found;
  }

  private Map<EntryId, List<Lock>> locks(Collection<EntryId> entries) {
    Map<EntryId, List<Lock>> found = new HashMap<>();
    sql.select(LOCK.fields())
        .from(wanted(entries))
        .leftJoin(LOCK)
        .on(LOCK.LIST_KEY.eq(list), LOCK.ENTRY_ID.eq(WANTED))
        .where(LOCK.ENTRY_ID.isNotNull())
        .orderBy(LOCK.ENTRY_ID, LOCK.PLACE)
        .forEach(
            row ->
                found
                    .computeIfAbsent(new EntryId(row.get(LOCK.ENTRY_ID)), _ -> new ArrayList<>())
                    .add(lock(row)));
    return found;
  }

  private static Lock lock(Record row) {
    return new Lock(
        new LockToken(row.get(LOCK.TOKEN)),
        Lock.Scope.valueOf(row.get(LOCK.SCOPE).toUpperCase(Locale.ROOT)),
        row.get(LOCK.DEEP),
        row.get(LOCK.OWNER),
        new UserName(row.get(LOCK.HOLDER)),
        Instant.ofEpochSecond(row.get(LOCK.EXPIRES_SECONDS), row.get(LOCK.EXPIRES_NANOS)));
  }

  private static Table<?> wanted(Collection<EntryId> entries) {
    Long[] ids = entries.stream().map(EntryId::value).toArray(Long[]::new);
    return DSL.table("unnest({0})", DSL.val(ids, SQLDataType.BIGINT.array())).as("WANTED", "ID");
  }

  /** Every entry of the list that has a lock. */
  List<EntryId> locked() {
    return sql.selectDistinct(LOCK.ENTRY_ID)
        .from(LOCK)
        .where(LOCK.LIST_KEY.eq(list))
        .fetch(row -> new EntryId(row.value1()));
  }

  /** A thing that is attached to an entry, and its place among those of its kind. */
  private record Attached<T>(EntryId entry, int place, T thing) {}

  private static <T> List<Attached<T>> attached(
      Collection<? extends Entry> entries, Function<Annotations, List<T>> kind) {
    List<Attached<T>> all = new ArrayList<>();
    for (Entry entry : entries) {
      if (!entry.annotations().isEmpty()) {
        List<T> things = kind.apply(entry.annotations());
        for (int i = 0; i < things.size(); i++) {
          all.add(new Attached<>(entry.id(), i, things.get(i)));
        }
      }
    }
    return all;
  }

  /** Adds what is attached to these entries, which have nothing attached to them so far. */
  void insert(Collection<? extends Entry> entries) {
    Chunks.execute(
        sql,
        sql.insertInto(
                PROPERTY,
                PROPERTY.LIST_KEY,
                PROPERTY.ENTRY_ID,
                PROPERTY.PLACE,
                PROPERTY.NAMESPACE,
                PROPERTY.NAME,
                PROPERTY.XML)
            .values(list, 0L, 0, "", "", ""),
        attached(entries, Annotations::properties),
        one -> values(one.entry(), one.place(), one.thing()));
    Chunks.execute(
        sql,
        sql.insertInto(
                LOCK,
                LOCK.LIST_KEY,
                LOCK.ENTRY_ID,
                LOCK.PLACE,
                LOCK.TOKEN,
                LOCK.SCOPE,
                LOCK.DEEP,
                LOCK.OWNER,
                LOCK.HOLDER,
                LOCK.EXPIRES_SECONDS,
                LOCK.EXPIRES_NANOS)
            .values(list, 0L, 0, "", "", false, "", "", 0L, 0),
        attached(entries, Annotations::locks),
        one -> values(one.entry(), one.place(), one.thing()));
  }

  private Object[] values(EntryId entry, int place, DeadProperty property) {
    return new Object[] {
      list,
      entry.value(),
      place,
      property.name().namespace(),
      property.name().local(),
      property.xml()
    };
  }

  private Object[] values(EntryId entry, int place, Lock lock) {
    Instant expires = lock.expires();
    return new Object[] {
      list,
      entry.value(),
      place,
      lock.token().uri(),
      lock.scope().name().toLowerCase(Locale.ROOT),
      lock.deep(),
      lock.owner(),
      lock.holder().value(),
      expires.getEpochSecond(),
      expires.getNano()
    };
  }

  /** Deletes what is attached to these entries, by what they say of themselves. */
  void delete(Collection<? extends Entry> entries) {
    List<EntryId> annotated =
        entries.stream().filter(entry -> !entry.annotations().isEmpty()).map(Entry::id).toList();
    Chunks.execute(
        sql,
        sql.deleteFrom(PROPERTY).where(PROPERTY.LIST_KEY.eq(list), PROPERTY.ENTRY_ID.eq(0L)),
        annotated,
        id -> new Object[] {list, id.value()});
    Chunks.execute(
        sql,
        sql.deleteFrom(LOCK).where(LOCK.LIST_KEY.eq(list), LOCK.ENTRY_ID.eq(0L)),
        annotated,
        id -> new Object[] {list, id.value()});
  }
}
