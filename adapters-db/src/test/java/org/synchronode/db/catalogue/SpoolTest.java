package org.synchronode.db.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.db.StoreException;

class SpoolTest {
  private static final int MANY = 30_000;

  @TempDir Path folder;

  private final Numbers numbers = new Numbers();

  private static final class Numbers implements SpoolFile.Form<Integer> {
    private int written;

    @Override
    public void write(DataOutputStream to, Integer number) throws IOException {
      written++;
      to.writeInt(number);
    }

    @Override
    public Integer read(DataInputStream from) throws IOException {
      return from.readInt();
    }

    @Override
    public int weight(Integer number) {
      return 1;
    }
  }

  private Spool<Integer> spool() {
    return new Spool<>(new SpoolFile<>(folder, numbers));
  }

  private long files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  private static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static List<Integer> rest(Iterator<Integer> taken) {
    List<Integer> all = new ArrayList<>();
    taken.forEachRemaining(all::add);
    return all;
  }

  @Test
  void whoReadsNeedNotWaitForWhoTakes() throws IOException {
    try (Spool<Integer> spool = spool()) {
      upTo(MANY).forEach(spool::add);
      spool.end();
      assertThat(numbers.written).isEqualTo(MANY - 10_000);
      assertThat(rest(spool.iterator())).isEqualTo(upTo(MANY));
    }
    assertThat(files()).isZero();
  }

  @Test
  void whatIsTakenInTimeIsNeverInAFile() {
    try (Spool<Integer> spool = spool()) {
      Iterator<Integer> taken = spool.iterator();
      for (int i = 0; i < MANY; i++) {
        spool.add(i);
        if (i % 1000 == 999) {
          // All but what is not handed over yet.
          for (int left = 700; left > 0; left--) {
            taken.next();
          }
        }
      }
      assertThat(numbers.written).isZero();
      spool.end();
      assertThat(rest(taken)).hasSize(MANY - MANY / 1000 * 700).endsWith(MANY - 2, MANY - 1);
    }
  }

  @Test
  void bothThreadsWorkAtTheSameTime() {
    try (Spool<Integer> spool = spool()) {
      Thread.startVirtualThread(
          () -> {
            upTo(MANY).forEach(spool::add);
            spool.end();
          });
      assertThat(rest(spool.iterator())).isEqualTo(upTo(MANY));
    }
  }

  @Test
  void aFailureIsTheTakersToo() {
    try (Spool<Integer> spool = spool()) {
      upTo(1000).forEach(spool::add);
      spool.fail(new StoreException("broken"));
      Iterator<Integer> taken = spool.iterator();
      assertThatThrownBy(() -> rest(taken)).hasMessage("broken");
    }
  }

  @Test
  void whenTheTakerGoesTheReadingEnds() throws Exception {
    Spool<Integer> spool = spool();
    CountDownLatch inFile = new CountDownLatch(1);
    Thread reading =
        Thread.startVirtualThread(
            () -> {
              try {
                for (int i = 0; true; i++) {
                  spool.add(i);
                  if (i == MANY) {
                    inFile.countDown();
                  }
                }
              } catch (Spool.Abandoned e) {
                spool.fail(e);
              }
            });
    inFile.await();
    spool.close();
    reading.join();
    assertThat(files()).isZero();
  }
}
