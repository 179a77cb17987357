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

/** A reverse proxy in front of a node, set up as its users paste it from the documentation. */
public final class FrontProxy implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final StartedProgram program;
  private final int port;

  private FrontProxy(StartedProgram program, int port) {
    this.program = program;
    this.port = port;
  }

  /** nginx; what does not concern us is what keeps it within a folder of its own. */
  public static FrontProxy nginx(Path folder, int nodePort) {
    int port = NodeSettings.freePort();
    String config =
        """
        daemon off;
        %1$spid %2$s/nginx.pid;
        error_log %2$s/error.log;
        events {}
        http {
          access_log off;
          client_body_temp_path %2$s/body;
          proxy_temp_path %2$s/proxy;
          fastcgi_temp_path %2$s/fastcgi;
          uwsgi_temp_path %2$s/uwsgi;
          scgi_temp_path %2$s/scgi;
          server {
            listen 127.0.0.1:%3$d;
            location / {
              proxy_bind 127.0.0.1;
              proxy_pass http://127.0.0.1:%4$d;
            }
            location /ws {
              proxy_http_version 1.1;
              proxy_set_header Upgrade $http_upgrade;
              proxy_set_header Connection "upgrade";
              proxy_pass http://127.0.0.1:%4$d;
            }
            location /browserWs {
              proxy_http_version 1.1;
              proxy_set_header Upgrade $http_upgrade;
              proxy_set_header Connection "upgrade";
              proxy_pass http://127.0.0.1:%4$d;
            }
          }
        }
        """
            .formatted(isRoot() ? "user root;\n" : "", folder, port, nodePort);
    return started(
        folder,
        port,
        config,
        List.of(Installed.program("nginx"), "-c", folder + "/proxy.conf", "-e", folder + "/e.log"));
  }

  /** Apache; what does not concern us is what keeps it within a folder of its own. */
  public static FrontProxy apache(Path folder, int nodePort) {
    int port = NodeSettings.freePort();
    Path modules = Path.of("/usr/lib/apache2/modules");
    String config =
        """
        ServerRoot %1$s
        DefaultRuntimeDir %1$s
        PidFile %1$s/apache.pid
        ErrorLog %1$s/error.log
        ServerName localhost
        Listen 127.0.0.1:%2$d
        %3$s
        LoadModule mpm_event_module %4$s/mod_mpm_event.so
        LoadModule authz_core_module %4$s/mod_authz_core.so
        LoadModule proxy_module %4$s/mod_proxy.so
        LoadModule proxy_http_module %4$s/mod_proxy_http.so
        LoadModule proxy_wstunnel_module %4$s/mod_proxy_wstunnel.so
        <VirtualHost 127.0.0.1:%2$d>
          ProxyPass /ws/ ws://localhost:%5$d/ws/
          ProxyPass /browserWs/ ws://localhost:%5$d/browserWs/
          ProxyPass / http://localhost:%5$d/
        </VirtualHost>
        """
            .formatted(
                folder, port, isRoot() ? "User www-data\nGroup www-data" : "", modules, nodePort);
    return started(
        folder,
        port,
        config,
        List.of(Installed.program("apache2"), "-D", "FOREGROUND", "-f", folder + "/proxy.conf"));
  }

  public URI url() {
    return URI.create("http://localhost:" + port + "/");
  }

  @Override
  public void close() {
    program.close();
  }

  private static FrontProxy started(Path folder, int port, String config, List<String> command) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("proxy.conf"), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StartedProgram program = StartedProgram.start(folder, Map.of(), command);
    program.await("it listens", START, () -> listens(port));
    return new FrontProxy(program, port);
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
