package org.synchronode.e2e.kit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate for {@code localhost}, with its files named as certbot names them.
 *
 * @param folder of {@code fullchain.pem} and {@code privkey.pem}
 * @param trustStore for Java programs that are to trust it
 * @param trust for this program
 */
public record OwnCertificate(Path folder, Path trustStore, SSLContext trust) {
  private static final String PASSWORD = "changeit";
  private static final String NAME = "localhost";

  /** Makes one, in this folder. */
  public static OwnCertificate make(Path folder) {
    Path made = folder.resolve("made.p12");
    StartedProgram.run(
        Duration.ofSeconds(30),
        folder,
        (Path.of(System.getProperty("java.home"), "bin", "keytool")
                + " -genkeypair -alias localhost -dname CN=localhost -ext san=dns:localhost"
                + " -keyalg EC -validity 2 -storetype PKCS12 -storepass changeit -keystore "
                + made)
            .split(" "));
    try {
      KeyStore own = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(made)) {
        own.load(in, PASSWORD.toCharArray());
      }
      pem(folder.resolve("fullchain.pem"), "CERTIFICATE", own.getCertificate(NAME).getEncoded());
      pem(
          folder.resolve("privkey.pem"),
          "PRIVATE KEY",
          own.getKey(NAME, PASSWORD.toCharArray()).getEncoded());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(NAME, own.getCertificate(NAME));
      Path trustStore = folder.resolve("trusted.p12");
      try (OutputStream out = Files.newOutputStream(trustStore)) {
        trusted.store(out, PASSWORD.toCharArray());
      }
      return new OwnCertificate(folder, trustStore, trusting(trusted));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A setting of the environment by which a Java program trusts it. */
  public String asJavaOption() {
    return "JDK_JAVA_OPTIONS=-Djavax.net.ssl.trustStore="
        + trustStore
        + " -Djavax.net.ssl.trustStorePassword="
        + PASSWORD;
  }

  private static SSLContext trusting(KeyStore trusted) throws GeneralSecurityException {
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static void pem(Path file, String what, byte[] bytes) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(
                what, Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes)));
  }
}
