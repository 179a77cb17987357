package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.StartedProgram;
import org.synchronode.e2e.kit.Stopwatch;

/** Files that another program changes while they are read through the master. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangingFileIT {
  private static final int SIZE = 1 << 20;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(6);

  @TempDir private static Path folder;
  private Pair pair;

  /** How the other program writes a file that is full of one byte. */
  enum Writing {
    /** A new file takes the old one's place. */
    REPLACED {
      @Override
      void write(Path file, byte[] content) throws IOException {
        Path fresh = Files.write(file.resolveSibling("fresh.tmp"), content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
    },
    /** The file is cut to nothing and grows again. */
    TRUNCATED {
      @Override
      void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
      }
    };

    abstract void write(Path file, byte[] content) throws IOException;
  }

  @BeforeAll
  void aPair() throws IOException {
    Path share = Files.createDirectories(folder.resolve("laptop/share"));
    for (Writing writing : Writing.values()) {
      Files.write(share.resolve(writing + ".bin"), content(0));
    }
    pair = Pair.start(folder);
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  @ParameterizedTest
  @EnumSource
  void everyCompleteAnswerIsOfOneVersionAndItsETagNamesThatOneOnly(Writing writing)
      throws InterruptedException {
    Path file = pair.slave().share().resolve(writing + ".bin");
    pair.awaitListed("", writing + ".bin");
    AtomicBoolean enough = new AtomicBoolean();
    int complete = 0;
    int broken = 0;
    Map<String, String> contents = new HashMap<>();
    List<String> mixed = new ArrayList<>();
    Thread writer = Thread.ofPlatform().start(() -> writeUntil(enough, writing, file));
    Stopwatch watch = new Stopwatch();
    while (watch.elapsed().compareTo(LONG_ENOUGH) < 0) {
      try {
        HttpResponse<byte[]> answer =
            pair.http().get(Paths.file(Pair.SLAVE, file.getFileName().toString()));
        if (answer.statusCode() == 200) {
          complete++;
          String etag = answer.headers().firstValue("ETag").orElseThrow();
          String content = summary(answer.body());
          String before = contents.putIfAbsent(etag, content);
          if (content.startsWith("mixed") || (before != null && !before.equals(content))) {
            mixed.add(etag + ": " + content + ", before: " + before);
          }
        } else {
          assertThat(answer.statusCode()).isIn(404, 502, 503);
        }
      } catch (UncheckedIOException e) {
        broken++;
      }
    }
    enough.set(true);
    writer.join();

    assertThat(mixed).isEmpty();
    assertThat(complete).as("complete answers; %s broke off", broken).isGreaterThan(3);
  }

  private static void writeUntil(AtomicBoolean enough, Writing writing, Path file) {
    try {
      for (int i = 1; !enough.get(); i++) {
        writing.write(file, content(i));
        if (i % 4 == 0) {
          // A pause in which a read can come to its end.
          java.util.concurrent.locks.LockSupport.parkNanos(30_000_000);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] content(int version) {
    byte[] content = new byte[SIZE];
    Arrays.fill(content, (byte) (version % 251));
    return content;
  }

  private static String summary(byte[] content) {
    for (byte b : content) {
      if (b != content[0]) {
        return "mixed: " + content[0] + " and " + b;
      }
    }
    return content.length + " times " + (content.length == 0 ? "nothing" : "" + content[0]);
  }
}
