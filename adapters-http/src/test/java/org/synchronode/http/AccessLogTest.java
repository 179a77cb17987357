package org.synchronode.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synchronode.application.hosts.RegistrationMode;

class AccessLogTest {
  /** Held, because a logger that nobody holds is forgotten with its handlers. */
  private static final Logger ACCESS = Logger.getLogger("access");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          lines.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final TestNode node =
      new TestNode(
          false,
          new TrustedProxies(Stream.of("127.0.0.1").map(AddressRange::parse).toList()),
          RegistrationMode.APPROVE);

  @BeforeEach
  void listen() {
    ACCESS.addHandler(handler);
    ACCESS.setUseParentHandlers(false);
  }

  @AfterEach
  void stop() {
    ACCESS.removeHandler(handler);
    ACCESS.setUseParentHandlers(true);
    node.close();
  }

  @Test
  void hasOneLineARequestAndNoSecret() {
    node.ask("GET", "/me?secret=1", "X-Forwarded-For: 1.2.3.4, 192.0.2.7");
    // A line is written after its answer.
    await().until(() -> lines.size() == 1);
    node.ask("GET", "/browse/%00\u00e9", "anonymous");
    await().until(() -> lines.size() == 2);
    assertThat(lines.getFirst())
        .matches("\\S+Z 192\\.0\\.2\\.7 ann GET /me 200 \\d+ \\d+ms")
        .doesNotContain("secret");
    assertThat(lines.get(1)).matches("\\S+Z 127\\.0\\.0\\.1 - GET /browse/%00(\\\\ufffd)+ 400 .*");
  }

  @Test
  void saysWhatWasBrokenOff() {
    node.file("big.bin", new byte[1_000_000]);
    node.files.failsAfter = Optional.of(300_000);
    node.ask("GET", "/browse/laptop/big.bin");
    await().until(() -> lines.size() == 1);
    assertThat(lines.getFirst()).endsWith(" broken");
  }
}
