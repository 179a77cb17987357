package org.synchronode.ws.frames;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels between the client and the web server, under TLS. */
class TlsChannelTest extends ChannelSocketContract {
  @TempDir static Path folder;

  private static SSLContext tls;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    tls = TestCertificate.forLocalhost(folder);
    server = TestServer.start(tls);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected ChannelEnds open() throws Exception {
    return server.connect(ChannelClient.create().withTls(tls));
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefused() {
    assertThatThrownBy(() -> server.connect(ChannelClient.create()))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void aCertificateForAnotherNameIsRefused() {
    URI otherName = URI.create("wss://127.0.0.1:" + server.port() + "/ws/channel");

    assertThatThrownBy(() -> ChannelClient.create().withTls(tls).connect(otherName, Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1");
  }
}
