package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Permission;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.ETag;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.property.PropertyPatch;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.read.TimeCondition;
import org.synchronode.domain.user.UserName;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.StateList;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.domain.write.Written;

/** A {@link SharedDisk} that may be written, and short words for writing to it, for tests. */
final class WritableDisk implements AutoCloseable {
  static final UserName ANN = new UserName("ann");
  static final UserName BOB = new UserName("bob");
  static final WriteGuard NO_GUARD = WriteGuard.none(ANN);

  final SharedDisk disk;
  final Path root;
  final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  DiskShare share;

  WritableDisk(Path temp) {
    this(temp, FolderRules.whole(Permission.READ_WRITE), Durability.PROCESS);
  }

  WritableDisk(Path temp, FolderRules folders, Durability durability) {
    this(
        new SharedDisk(temp)
            .with(SharedDisk.ONLY_WATCHING.withFolders(folders).withDurability(durability)));
  }

  /** A disk whose settings say where it may be written. */
  WritableDisk(SharedDisk disk) {
    this.disk = disk.withClock(now::get);
    root = disk.root;
    share = disk.open();
  }

  WritableDisk scanned() {
    try {
      share.firstScan(ScanProgress.NONE);
      return this;
    } catch (ShareUnavailable e) {
      throw new IllegalStateException(e);
    }
  }

  /** As after the end of a process. */
  void restart() {
    share.close();
    share = disk.open();
    scanned();
  }

  static EntryPath path(String path) {
    return EntryPath.parse(path);
  }

  static FileBody body(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  Written put(String path, String text) {
    return put(path, text, NO_GUARD);
  }

  Written put(String path, String text, WriteGuard guard) {
    return put(write(path, guard), text);
  }

  static Written put(Share share, String path, String text) {
    return share.files().write(SharedDisk.OWN, write(path, NO_GUARD), body(text));
  }

  private static FileWrite write(String path, WriteGuard guard) {
    return new FileWrite(path(path), OptionalLong.empty(), Optional.empty(), List.of(), guard);
  }

  Written put(FileWrite write, String text) {
    return share.files().write(SharedDisk.OWN, write, body(text));
  }

  PartWritten part(String path, long offset, String text, long total) {
    return share
        .files()
        .writePart(
            SharedDisk.OWN,
            new PartWrite(
                new FileWrite(
                    path(path), OptionalLong.of(total), Optional.empty(), List.of(), NO_GUARD),
                new ByteRange(offset, text.length()),
                List.of()),
            body(text));
  }

  Written edit(Edit edit) {
    return share.files().edit(SharedDisk.OWN, edit);
  }

  Written makeFolder(String path) {
    return edit(new Edit.MakeFolder(path(path), List.of(), NO_GUARD));
  }

  Written delete(String path) {
    return edit(new Edit.Delete(path(path), NO_GUARD));
  }

  Written move(String from, String to) {
    return edit(new Edit.Move(path(from), path(to), true, NO_GUARD));
  }

  Written copy(String from, String to) {
    return edit(new Edit.Copy(path(from), path(to), true, true, NO_GUARD));
  }

  Written patch(String path, PropertyPatch... patches) {
    return edit(new Edit.Patch(path(path), List.of(patches), Optional.empty(), NO_GUARD));
  }

  static PropertyPatch set(String name, String value) {
    return new PropertyPatch.Set(
        new DeadProperty(new PropertyName("x:", name), "<a xmlns='x:'>" + value + "</a>"));
  }

  LockToken lock(String path, Lock.Scope scope, boolean deep, UserName user) {
    return edit(new Edit.TakeLock(
            path(path), scope, deep, "<owner/>", Duration.ofHours(1), WriteGuard.none(user)))
        .lock()
        .orElseThrow()
        .lock()
        .token();
  }

  LockToken lock(String path) {
    return lock(path, Lock.Scope.EXCLUSIVE, false, ANN);
  }

  static WriteGuard holding(UserName user, LockToken... tokens) {
    return new WriteGuard(
        user,
        new TagCondition.Absent(),
        new TagCondition.Absent(),
        new TimeCondition.Absent(),
        List.of(),
        Set.of(tokens));
  }

  static WriteGuard ifMatch(ETag etag) {
    return new WriteGuard(
        ANN,
        new TagCondition.OneOf(List.of(new TagCondition.Tag(etag.value(), false))),
        new TagCondition.Absent(),
        new TimeCondition.Absent(),
        List.of(),
        Set.of());
  }

  static WriteGuard ifNoneMatchAny() {
    return new WriteGuard(
        ANN,
        new TagCondition.Absent(),
        new TagCondition.Any(),
        new TimeCondition.Absent(),
        List.of(),
        Set.of());
  }

  static WriteGuard ifHeader(StateList... lists) {
    return new WriteGuard(
        ANN,
        new TagCondition.Absent(),
        new TagCondition.Absent(),
        new TimeCondition.Absent(),
        List.of(lists),
        Set.of());
  }

  ETag etag(String path) {
    return disk.file(path).state().etag();
  }

  String text(String path) {
    try {
      return Files.readString(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that is on the disk but the state folder, hidden names too; of a file with its text. */
  Map<String, String> onDisk() {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = root.relativize(path).toString();
        if (!name.isEmpty() && !name.equals(".synchronode/share") && !name.equals(".synchronode")) {
          all.put(
              name,
              Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.readString(path) : "/");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** The list has exactly what the disk has, sizes included. */
  void assertListedAsOnDisk() {
    Map<String, Integer> listed = new TreeMap<>();
    disk.listed()
        .forEach(
            (path, entry) ->
                listed.put(path, entry instanceof FileEntry file ? (int) file.size() : -1));
    Map<String, Integer> there = new TreeMap<>();
    onDisk()
        .forEach(
            (path, text) ->
                there.put(
                    path, text.equals("/") ? -1 : text.getBytes(StandardCharsets.UTF_8).length));
    assertThat(listed).isEqualTo(there);
  }

  static <P extends Problem> void assertRefused(Class<P> kind, ThrowingCallable change) {
    assertThatThrownBy(change)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem()).isInstanceOf(kind);
              assertThat(e.problem().message()).isNotBlank().doesNotContain("\n");
            });
  }

  @Override
  public void close() {
    disk.close();
  }
}
