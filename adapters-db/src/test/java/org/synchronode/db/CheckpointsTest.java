package org.synchronode.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir Path folder;

  private static int rows(H2File file) {
    return file.read(sql -> sql.fetchCount(DSL.table("presence")));
  }

  private static void add(H2File file, int number) {
    file.write(
        sql -> sql.execute("insert into presence values ('" + number + "', current_timestamp)"));
  }

  /** What a process that is killed now would leave behind, opened by the next one. */
  private int rowsOnDisk() throws Exception {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    Files.copy(folder.resolve("catalogue.mv.db"), copy.resolve("catalogue.mv.db"));
    try (H2File file = H2File.open(new StoreFile(copy, "catalogue"), Saving.GROUPED)) {
      return rows(file);
    }
  }

  @Test
  void whatWasWaitedForIsInTheFile() throws Exception {
    try (H2File file = H2File.open(new StoreFile(folder, "catalogue"), Saving.GROUPED)) {
      add(file, 1);
      file.durability().await();
      assertThat(rowsOnDisk()).isEqualTo(1);
    }
  }

  @Test
  void manyWhoWaitAtOnceAreAllServed() throws Exception {
    CountDownLatch together = new CountDownLatch(1);
    try (H2File file = H2File.open(new StoreFile(folder, "catalogue"), Saving.GROUPED);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> waiting =
          IntStream.range(0, 50)
              .<Future<?>>mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            together.await();
                            add(file, i);
                            file.durability().await();
                            return i;
                          }))
              .toList();
      together.countDown();
      for (Future<?> one : waiting) {
        one.get();
      }
      assertThat(rowsOnDisk()).isEqualTo(50);
    }
  }

  @Test
  void whoWaitsForAClosedStoreHearsSo() {
    H2File file = H2File.open(new StoreFile(folder, "catalogue"), Saving.GROUPED);
    Durability durability = file.durability();
    file.close();
    assertThatThrownBy(durability::await)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("catalogue");
  }
}
