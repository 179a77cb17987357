package org.synchronode.ws.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.synchronode.application.catalogue.Attached;
import org.synchronode.application.replication.Announcement;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Token;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.user.UserName;

/** Values at their limits. */
final class Samples {
  static final HostId HOST = new HostId("a".repeat(26));
  static final IndexId INDEX = new IndexId("0123456789abcdef");
  static final Revision LAST = new Revision(Long.MAX_VALUE);
  static final Token TOKEN = new Token("t".repeat(43));
  static final ListHead HEAD =
      new ListHead(INDEX, LAST, new Fingerprint(Long.MIN_VALUE), Bounds.ENTRIES);

  private Samples() {}

  static Announcement announcement() {
    return new Announcement(HOST, new HostName("Küche"), HEAD, true);
  }

  static Entry file() {
    return new FileEntry(
        new EntryId(9_007_199_254_740_993L),
        EntryId.ROOT,
        new EntryName("\u0001\"\\\u2028😀"),
        Instant.parse("2026-06-03T01:02:03.123456789Z"),
        Long.MAX_VALUE,
        new Revision(7),
        Revision.of(3, 8));
  }

  /** Not the same as {@link #file}, which would be twice in one delta. */
  static Entry plainFile() {
    return new FileEntry(
        new EntryId(8),
        EntryId.ROOT,
        new EntryName("plain"),
        Instant.EPOCH,
        0,
        new Revision(7),
        Revision.of(3, 8));
  }

  static Entry folder() {
    return new FolderEntry(
        new EntryId(5),
        new EntryId(4),
        new EntryName("ű".repeat(127)),
        Instant.parse("-0044-03-15T00:00:00.000000001Z"),
        Revision.of(3, 9));
  }

  static Entry annotatedFile() {
    return file()
        .annotated(
            new Annotations(
                List.of(property("p", "<p>\u0001\ud83d\ude00</p>"), property("", "")),
                List.of(
                    lock(Lock.Scope.SHARED, true, Instant.MAX),
                    lock(Lock.Scope.SHARED, false, Instant.MIN))),
            Revision.of(3, 10));
  }

  static Entry lockedFolder() {
    return new FolderEntry(
        new EntryId(6),
        EntryId.ROOT,
        new EntryName("locked"),
        Instant.EPOCH,
        Revision.of(3, 11),
        new Annotations(List.of(), List.of(lock(Lock.Scope.EXCLUSIVE, true, Instant.EPOCH))));
  }

  private static DeadProperty property(String namespace, String xml) {
    return new DeadProperty(new PropertyName(namespace, "local"), xml);
  }

  private static Lock lock(Lock.Scope scope, boolean deep, Instant expires) {
    LockToken token = LockToken.random(new Random());
    return new Lock(token, scope, deep, "<o>\u2028</o>", new UserName("\u00fc@x"), expires);
  }

  /** Some entries, each with as much attached to it as there can be. */
  static List<Entry> heavy(int count) {
    return LongStream.rangeClosed(1, count)
        .<Entry>mapToObj(
            i ->
                new FolderEntry(
                    new EntryId(i),
                    EntryId.ROOT,
                    new EntryName("heavy " + i),
                    Instant.EPOCH,
                    new Revision(i),
                    i % 2 == 0 ? Attached.most() : Attached.longest()))
        .toList();
  }

  /** Whatever can be attached to an entry; texts with every character that can be in one. */
  static Arbitrary<Annotations> attached() {
    StringArbitrary text =
        Arbitraries.strings()
            .withCharRange('\u0001', '\ud7ff')
            .withCharRange('\ue000', '\uffff')
            .ofMaxLength(300);
    Arbitrary<DeadProperty> property =
        Combinators.combine(text, text.ofMinLength(1), text)
            .as((space, local, xml) -> new DeadProperty(new PropertyName(space, local), xml));
    Arbitrary<Lock> lock =
        Combinators.combine(
                Arbitraries.randomValue(LockToken::random),
                Arbitraries.of(Lock.Scope.class),
                Arbitraries.of(true, false),
                text,
                Arbitraries.longs()
                    .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                Arbitraries.integers().between(0, 999_999_999))
            .as(
                (token, scope, deep, owner, seconds, nanos) ->
                    new Lock(
                        token,
                        scope,
                        deep,
                        owner,
                        UserName.ADMIN,
                        Instant.ofEpochSecond(seconds, nanos)));
    return Combinators.combine(
            property.list().uniqueElements(DeadProperty::name).ofMaxSize(8),
            lock.list().uniqueElements(Lock::token).ofMaxSize(4))
        .as(Annotations::new);
  }

  static Delta deltaOf(Entry entry) {
    return new Delta(
        Revision.NONE, LAST, List.of(new Change.Put(entry)), Fingerprint.EMPTY.plus(entry));
  }

  static Delta delta() {
    return new Delta(
        Revision.of(1, 2),
        LAST,
        List.of(
            new Change.Put(plainFile()),
            new Change.Put(folder()),
            new Change.Put(annotatedFile()),
            new Change.Put(lockedFolder()),
            new Change.Remove(new EntryId(77), LAST)),
        new Fingerprint(-1));
  }

  static List<Change> removals(long from, int count) {
    return LongStream.range(from, from + count)
        .<Change>mapToObj(i -> new Change.Remove(new EntryId(i), new Revision(i)))
        .toList();
  }
}
