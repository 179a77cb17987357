package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.write.Written;

/**
 * Changes through this node and changes by programs of this machine in the same folders, while
 * scans and the watch go on. The programs have names of their own, so that what the node has
 * answered must be there whatever they do.
 */
class WritePropertiesTest {
  private static final int CHANGES = 120;

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void nothingThatWasAnsweredIsLostAndTheListComesToEqualTheDisk(@ForAll long seed)
      throws Exception {
    Path temp = Files.createTempDirectory("share");
    AtomicBoolean done = new AtomicBoolean();
    try (WritableDisk disk = new WritableDisk(temp).scanned();
        ExecutorService others = Executors.newCachedThreadPool()) {
      disk.share.startWatching();
      Future<?> programs = others.submit(() -> change(disk.root, new Random(seed + 1), done));
      Future<?> scans = others.submit(() -> scan(disk.share, done));
      Map<String, String> answered = new TreeMap<>();
      try {
        Random random = new Random(seed);
        for (int i = 0; i < CHANGES; i++) {
          change(disk, random, "text " + i, answered);
        }
      } finally {
        done.set(true);
      }
      programs.get();
      scans.get();

      Map<String, String> ours = disk.onDisk();
      ours.keySet().removeIf(path -> path.contains("local"));
      assertThat(ours).isEqualTo(answered);
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptions()
          .untilAsserted(disk::assertListedAsOnDisk);
    } finally {
      remove(temp);
    }
  }

  private static void change(
      WritableDisk disk, Random random, String text, Map<String, String> answered) {
    String one = somewhere(random);
    String other = somewhere(random);
    try {
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          disk.makeFolder(one);
          answered.put(one, "/");
        }
        case 2, 3, 4 -> {
          Written written = disk.put(one, text);
          answered.put(one, text);
          // Nobody else changes it, so this is what it is, whatever is scanned at the moment.
          assertThat(((FileEntry) disk.disk.entry(one)).state())
              .isEqualTo(written.file().orElseThrow());
        }
        case 5 -> {
          disk.delete(one);
          within(answered, one).keySet().forEach(answered::remove);
        }
        case 6 -> {
          disk.move(one, other);
          Map<String, String> moved = within(answered, one);
          moved.keySet().forEach(answered::remove);
          replace(answered, one, other, moved);
        }
        default -> {
          disk.copy(one, other);
          replace(answered, one, other, within(answered, one));
        }
      }
    } catch (ProblemException e) {
      assertThat(e.problem())
          .isInstanceOfAny(
              Problem.NotFound.class,
              Problem.Conflict.class,
              Problem.WrongKind.class,
              Problem.Forbidden.class);
    }
  }

  private static Map<String, String> within(Map<String, String> answered, String top) {
    Map<String, String> within = new TreeMap<>(answered);
    within.keySet().removeIf(path -> !(path + "/").startsWith(top + "/"));
    return within;
  }

  private static void replace(
      Map<String, String> answered, String from, String to, Map<String, String> tree) {
    within(answered, to).keySet().forEach(answered::remove);
    tree.forEach((path, text) -> answered.put(to + path.substring(from.length()), text));
  }

  private static String somewhere(Random random) {
    StringBuilder path = new StringBuilder();
    for (int depth = random.nextInt(3); depth >= 0; depth--) {
      path.append((char) ('a' + random.nextInt(3))).append(depth > 0 ? "/" : "");
    }
    return path.toString();
  }

  private static boolean change(Path root, Random random, AtomicBoolean done) throws IOException {
    while (!done.get()) {
      Path folder = root.resolve(somewhere(random));
      Path one = folder.resolve("local" + random.nextInt(3));
      Path other = root.resolve(somewhere(random)).resolve("local" + random.nextInt(3));
      try {
        switch (random.nextInt(5)) {
          case 0, 1 -> Files.writeString(one, "x".repeat(random.nextInt(50)));
          case 2 -> Files.createDirectory(one);
          case 3 -> Files.move(one, other);
          default -> Files.delete(one);
        }
      } catch (FileSystemException _) {
        // Not possible as the disk is now: the next change.
      }
    }
    return true;
  }

  private static boolean scan(DiskShare share, AtomicBoolean done) throws ShareUnavailable {
    while (!done.get()) {
      share.rescan();
    }
    return true;
  }

  private static void remove(Path temp) throws IOException {
    Files.walkFileTree(
        temp,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
