package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Permission;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.read.TimeCondition;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.domain.write.Written;

/** Writers whose bytes are all there, and who wait for the share while something else has it. */
class WaitingWritersTest {
  private static final WriteGuard ONLY_NEW =
      new WriteGuard(
          WritableDisk.ANN,
          new TagCondition.Absent(),
          new TagCondition.Any(),
          new TimeCondition.Absent(),
          List.of(),
          Set.of());

  @TempDir Path temp;
  private SharedDisk disk;
  private final CountDownLatch shareIsTaken = new CountDownLatch(1);
  private final CountDownLatch shareIsFree = new CountDownLatch(1);
  private volatile boolean scanning;

  @BeforeEach
  void aShareThatMayBeWritten() throws IOException {
    disk =
        new SharedDisk(temp)
            .with(SharedDisk.ONLY_WATCHING.withFolders(FolderRules.whole(Permission.READ_WRITE)));
    Files.createDirectory(disk.root.resolve("folder"));
  }

  @AfterEach
  void close() {
    disk.close();
  }

  @Test
  void ofThoseWhoMakeTheSameNewFileOneSucceeds() throws Exception {
    DiskShare share = share();
    List<String> paths =
        List.of("a", "b", "a", "caf\u00e9", "folder/x", "cafe\u0301", "b", "folder/x", "a", "c");

    Map<String, String> made = new HashMap<>();
    List<Future<Written>> outcomes = writeTogether(share, paths);
    for (int i = 0; i < paths.size(); i++) {
      try {
        assertThat(outcomes.get(i).get().created()).isTrue();
        assertThat(made.put(paths.get(i), content(i))).isNull();
      } catch (ExecutionException e) {
        assertThat(e.getCause())
            .isInstanceOfSatisfying(
                ProblemException.class,
                refused ->
                    assertThat(refused.problem()).isInstanceOf(Problem.PreconditionFailed.class));
      }
    }

    assertThat(made).containsKeys("a", "b", "c", "folder/x").hasSize(5);
    for (Map.Entry<String, String> one : made.entrySet()) {
      assertThat(disk.root.resolve(one.getKey())).hasContent(one.getValue());
      FileEntry listed = disk.file(one.getKey());
      assertThat(listed.size()).isEqualTo(one.getValue().length());
    }
    assertThat(disk.paths()).hasSize(6);
  }

  /** A local program moves the folder away that a file was to lie in. */
  @Test
  void aFileTakesThePlaceOfTheFolderThatAnotherWriterWasSentTo() throws Exception {
    DiskShare share = share();
    CountDownLatch inFolder = new CountDownLatch(1);
    CountDownLatch inItsPlace = new CountDownLatch(1);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Written> into =
          writers.submit(() -> write(share, "folder/x", "late", inFolder, this::onceFirstIsStaged));
      inFolder.await();
      Files.move(disk.root.resolve("folder"), disk.root.resolve("moved"));
      Future<Written> file =
          writers.submit(() -> write(share, "folder", "first", inItsPlace, this::onceShareIsTaken));
      inItsPlace.await();
      scanning = true;
      Future<?> scan = writers.submit(() -> rescan(share));
      await().until(() -> stagedWhole() == 2);
      shareIsFree.countDown();
      scan.get();

      assertThat(file.get().created()).isTrue();
      assertThatThrownBy(into::get).hasCauseInstanceOf(ProblemException.class);
    }
    assertThat(disk.root.resolve("folder")).hasContent("first");
    assertThat(disk.file("folder").size()).isEqualTo("first".length());
  }

  private DiskShare share() throws Exception {
    DiskShare share =
        disk.open(
            (shared, path, folder) -> {
              if (scanning) {
                shareIsTaken.countDown();
                awaitQuietly(shareIsFree);
              }
              return shared.list(path, folder);
            });
    share.firstScan(ScanProgress.NONE);
    return share;
  }

  private List<Future<Written>> writeTogether(DiskShare share, List<String> paths)
      throws Exception {
    CountDownLatch asked = new CountDownLatch(paths.size());
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Written>> outcomes =
          Stream.iterate(0, i -> i + 1)
              .limit(paths.size())
              .map(
                  i ->
                      writers.submit(
                          () ->
                              write(
                                  share, paths.get(i), content(i), asked, this::onceShareIsTaken)))
              .toList();
      asked.await();
      scanning = true;
      Future<?> scan = writers.submit(() -> rescan(share));
      await().until(() -> stagedWhole() == paths.size());
      shareIsFree.countDown();
      scan.get();
      return outcomes;
    }
  }

  private static @Nullable Void rescan(DiskShare share) throws ShareUnavailable {
    share.rescan();
    return null;
  }

  private void onceShareIsTaken() {
    awaitQuietly(shareIsTaken);
  }

  private void onceFirstIsStaged() {
    onceShareIsTaken();
    await().until(() -> stagedWhole() == 1);
  }

  private Written write(
      DiskShare share, String path, String content, CountDownLatch asked, Runnable when) {
    FileBody body =
        out -> {
          asked.countDown();
          when.run();
          out.write(content.getBytes(StandardCharsets.UTF_8));
        };
    return share
        .files()
        .write(
            SharedDisk.OWN,
            new FileWrite(
                WritableDisk.path(path),
                OptionalLong.of(content.length()),
                Optional.empty(),
                List.of(),
                ONLY_NEW),
            body);
  }

  private static String content(int writer) {
    return "x".repeat(1 + writer);
  }

  private long stagedWhole() throws IOException {
    try (Stream<Path> all = Files.walk(disk.root)) {
      return all.filter(path -> path.getFileName().toString().startsWith(".synchronode-"))
          .filter(path -> path.toFile().length() > 0)
          .count();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
