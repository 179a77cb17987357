package org.synchronode.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A reverse proxy in front of a node, set up with the README's block. */
public final class FrontProxy implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);
  private static final Path APACHE_MODULES = Path.of("/usr/lib/apache2/modules");
  private static final Pattern ENABLED_MODULES = Pattern.compile("`a2enmod ([a-z_ ]+)`");

  /** What Debian's Apache has enabled by itself, or with the module {@code ssl}. */
  private static final List<String> DEFAULT_MODULES =
      List.of("mpm_event", "authz_core", "alias", "socache_shmcb");

  private final Path folder;
  private final int nodePort;
  private final int httpPort = NodeSettings.freePort();
  private final int httpsPort = NodeSettings.freePort();
  private final OwnCertificate certificate;
  private final StartedProgram program;

  /** Which program. */
  public enum Kind {
    NGINX,
    APACHE
  }

  private FrontProxy(Kind kind, Path folder, int nodePort) {
    this.folder = folder;
    this.nodePort = nodePort;
    try {
      Files.createDirectories(webRoot());
      certificate = OwnCertificate.make(Files.createDirectories(folder.resolve("certificate")));
      // Apache answers as another user.
      OtherUser.letThrough(webRoot());
      Files.writeString(config(), kind == Kind.NGINX ? nginxConfig() : apacheConfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    program = StartedProgram.start(folder, Map.of(), command(kind));
    program.await("it listens", START, () -> listens(httpPort) && listens(httpsPort));
  }

  /** Starts one, before the node or after it. */
  public static FrontProxy start(Kind kind, Path folder, int nodePort) {
    return new FrontProxy(kind, folder, nodePort);
  }

  /** Where people reach the node. */
  public URI url() {
    return URI.create("https://localhost:" + httpsPort + "/");
  }

  /** What leads there. */
  public URI plainUrl() {
    return URI.create("http://localhost:" + httpPort + "/");
  }

  /** Where certbot puts what proves who owns the domain. */
  public Path webRoot() {
    return folder.resolve("www");
  }

  public OwnCertificate certificate() {
    return certificate;
  }

  /** The keys of config.js that the README gives with the proxies. */
  public String configOfNode() {
    return fitted(Readme.block("js")).replaceFirst("(?s).*?\\{(.*)\\};.*", "$1");
  }

  @Override
  public void close() {
    program.close();
  }

  /** What each machine has of its own; everything else is as the README says. */
  private String fitted(String block) {
    return block
        .replace("/etc/letsencrypt/live/example.org", certificate.folder().toString())
        .replace("/var/www/html", webRoot().toString())
        .replaceAll("(listen |<VirtualHost \\*:)80\\b", "$1" + httpPort)
        .replaceAll("(listen |<VirtualHost \\*:)443\\b", "$1" + httpsPort)
        .replace("https://example.org", "https://localhost:" + httpsPort)
        .replace("example.org", "localhost")
        .replace(":3000", ":" + nodePort);
  }

  private String nginxConfig() {
    return """
    daemon off;
    %1$spid %2$s/nginx.pid;
    events {}
    http {
      access_log off;
      client_body_temp_path %2$s/body;
      proxy_temp_path %2$s/proxy;
      fastcgi_temp_path %2$s/fastcgi;
      uwsgi_temp_path %2$s/uwsgi;
      scgi_temp_path %2$s/scgi;
      %3$s
    }
    """
        .formatted(isRoot() ? "user root;\n" : "", folder, fitted(Readme.block("nginx")));
  }

  private String apacheConfig() {
    String modules =
        Stream.concat(
                DEFAULT_MODULES.stream(),
                Stream.of(Readme.found(ENABLED_MODULES).strip().split(" ")))
            .map(
                name -> "LoadModule %1$s_module %2$s/mod_%1$s.so%n".formatted(name, APACHE_MODULES))
            .collect(Collectors.joining());
    return """
    ServerRoot %1$s
    DefaultRuntimeDir %1$s
    PidFile %1$s/apache.pid
    ErrorLog %1$s/error.log
    ServerName localhost
    Listen 127.0.0.1:%2$d
    Listen 127.0.0.1:%3$d
    %4$s
    %5$s
    %6$s
    """
        .formatted(
            folder,
            httpPort,
            httpsPort,
            isRoot() ? "User www-data\nGroup www-data" : "",
            modules,
            fitted(Readme.block("apache")));
  }

  private List<String> command(Kind kind) {
    return switch (kind) {
      case NGINX ->
          List.of(Installed.program("nginx"), "-c", config().toString(), "-e", folder + "/e.log");
      case APACHE ->
          List.of(Installed.program("apache2"), "-D", "FOREGROUND", "-f", config().toString());
    };
  }

  private Path config() {
    return folder.resolve("proxy.conf");
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
