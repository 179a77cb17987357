package org.synchronode.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synchronode.vfs.WritableDisk.ifMatch;
import static org.synchronode.vfs.WritableDisk.ifNoneMatchAny;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
    disk.disk.write("a/b/settled", "mine");
    disk.scanned();
    Path foreign = Files.createDirectories(temp.resolve("foreign/b"));
    Files.writeString(foreign.resolve("x"), "theirs");
    Files.writeString(foreign.resolve("settled"), "theirs");
    Path swapped = disk.root.resolve("a");
    Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("foreign"));
    try (Swapper swapper = new Swapper(swapped, link, temp.resolve("aside"))) {
      for (int i = 0; i < 1_000; i++) {
        String text = "write " + i;
        int swaps = i % 8;
        swapper.begin(swaps);
        boolean written = succeeds(() -> disk.put("a/b/x", text));
        succeeds(() -> disk.makeFolder("a/b/c"));
        succeeds(() -> disk.copy("a/b/settled", "a/b/c/y"));
        succeeds(() -> disk.move("a/b/c", "a/b/d"));
        succeeds(() -> disk.delete("a/b/d"));
        swapper.await(swaps);
        if (swaps == 0) {
          assertThat(written).as("written while nothing is swapped").isTrue();
        }
      }
    }
    assertThat(foreign)
        .isDirectoryNotContaining(path -> !path.endsWith("x") && !path.endsWith("settled"));
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

  /** Exchanges a folder and a link for a moment, as often as it is told to. */
  private static final class Swapper implements AutoCloseable {
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> swapping;

    Swapper(Path folder, Path link, Path aside) {
      swapping =
          thread.submit(
              () -> {
                while (true) {
                  begun.acquire();
                  Files.move(folder, aside);
                  Files.move(link, folder);
                  Files.move(folder, link);
                  Files.move(aside, folder);
                  ended.release();
                }
              });
    }

    void begin(int swaps) {
      begun.release(swaps);
    }

    void await(int swaps) throws InterruptedException {
      assertThat(ended.tryAcquire(swaps, 30, TimeUnit.SECONDS)).as("swapped").isTrue();
    }

    @Override
    public void close() {
      swapping.cancel(true);
      thread.close();
    }
  }

  private interface Writer {
    void write(int number);
  }
}
