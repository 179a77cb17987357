package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synchronode.vfs.WritableDisk.ifMatch;
import static org.synchronode.vfs.WritableDisk.ifNoneMatchAny;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.ETag;

class ManyWritersTest {
  @TempDir Path temp;
  private WritableDisk disk;

  @BeforeEach
  void aWritableShare() {
    disk = new WritableDisk(temp).scanned();
  }

  @AfterEach
  void close() {
    disk.close();
  }

  @Test
  void ofThoseThatReplaceTheSameVersionOneSucceeds() throws Exception {
    ETag etag = disk.put("x", "first").file().orElseThrow().etag();
    assertThat(successes(i -> disk.put("x", "writer " + i, ifMatch(etag)))).isEqualTo(1);
  }

  @Test
  void ofThoseThatMakeTheSameNewFileOneSucceeds() throws Exception {
    assertThat(successes(i -> disk.put("x", "writer " + i, ifNoneMatchAny()))).isEqualTo(1);
    assertThat(disk.onDisk()).hasSize(1);
  }

  @Test
  void ofThoseThatMakeTheSameFolderOneSucceeds() throws Exception {
    assertThat(successes(_ -> disk.makeFolder("a"))).isEqualTo(1);
  }

  @Test
  void aFolderSwappedForALinkLeadsNoWriteOutOfTheShare() throws Exception {
    disk.disk.write("a/b/x", "mine");
    disk.scanned();
    Path foreign = Files.createDirectories(temp.resolve("foreign/b"));
    Files.writeString(foreign.resolve("x"), "theirs");
    Path swapped = disk.root.resolve("a");
    Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("foreign"));
    Path aside = temp.resolve("aside");
    AtomicBoolean done = new AtomicBoolean();
    Thread swapper =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    while (!done.get()) {
                      Files.move(swapped, aside);
                      Files.move(link, swapped);
                      Files.move(swapped, link);
                      Files.move(aside, swapped);
                    }
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                });
    int written = 0;
    try {
      for (int i = 0; i < 1_000; i++) {
        String text = "write " + i;
        written += succeeds(() -> disk.put("a/b/x", text)) ? 1 : 0;
        succeeds(() -> disk.makeFolder("a/b/c"));
        succeeds(() -> disk.copy("a/b/x", "a/b/c/y"));
        succeeds(() -> disk.move("a/b/c", "a/b/d"));
        succeeds(() -> disk.delete("a/b/d"));
      }
    } finally {
      done.set(true);
      swapper.join();
    }
    assertThat(written).isPositive();
    assertThat(foreign).isDirectoryNotContaining(path -> !path.endsWith("x"));
    assertThat(foreign.resolve("x")).hasContent("theirs");
  }

  private static boolean succeeds(Runnable change) {
    try {
      change.run();
      return true;
    } catch (ProblemException e) {
      assertThat(e.problem())
          .isInstanceOfAny(
              Problem.NotFound.class,
              Problem.Conflict.class,
              Problem.WrongKind.class,
              Problem.Forbidden.class,
              Problem.OwnerFailed.class);
      return false;
    }
  }

  private static int successes(Writer writer) throws Exception {
    int writers = 8;
    CountDownLatch ready = new CountDownLatch(writers);
    int successes = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int number = i;
        Callable<Boolean> one =
            () -> {
              ready.countDown();
              ready.await();
              try {
                writer.write(number);
                return true;
              } catch (ProblemException e) {
                assertThat(e.problem())
                    .isInstanceOfAny(Problem.PreconditionFailed.class, Problem.WrongKind.class);
                return false;
              }
            };
        results.add(threads.submit(one));
      }
      for (Future<Boolean> result : results) {
        successes += result.get() ? 1 : 0;
      }
    }
    return successes;
  }

  private interface Writer {
    void write(int number);
  }
}
