package org.synchronode.ws.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synchronode.ws.link.Waiting.until;

import io.helidon.common.tls.Tls;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.application.hosts.RegistrationMode;

class TlsLinkTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @Test
  void aLinkRunsOverTlsWhereTheCertificateIsTrustedAndNowhereElse(@TempDir Path dir)
      throws Exception {
    SSLContext tls = certificate(dir.resolve("localhost.p12"));
    try (Node master = new Node("top");
        Node trusting = new Node("laptop", HttpClient.newBuilder().sslContext(tls).build());
        Node other = new Node("other")) {
      master.serve(
          0,
          RegistrationMode.OPEN,
          Node.SETTINGS,
          Optional.of(Tls.builder().sslContext(tls).build()));
      String address = "https://localhost:" + master.port() + "/";
      trusting.adds("a");

      trusting.joins(address, Optional.empty());
      other.joins(address, Optional.empty());

      until(() -> master.isUpToDateWith(trusting));
      until(() -> other.wasTold(LinkStatus.Disconnected.class));
      assertThat(other.statuses.getFirst().sentence()).contains("no TLS that can be trusted");
    }
  }

  /** The JDK has no API to make one. */
  private static SSLContext certificate(Path file) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "node",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                file.toString(),
                "-storepass",
                String.valueOf(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
