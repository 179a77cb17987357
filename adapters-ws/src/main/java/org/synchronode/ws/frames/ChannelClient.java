package org.synchronode.ws.frames;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Dials channels: TCP, TLS where the address asks for it, and the opening handshake (RFC 6455
 * section 4.1). Immutable; safe for use by many threads.
 */
public final class ChannelClient {
  private final Duration connectTimeout;
  private final Duration handshakeTimeout;
  private final int maxMessage;
  private final Optional<SSLContext> tls;

  private ChannelClient(
      Duration connectTimeout,
      Duration handshakeTimeout,
      int maxMessage,
      Optional<SSLContext> tls) {
    this.connectTimeout = connectTimeout;
    this.handshakeTimeout = handshakeTimeout;
    this.maxMessage = maxMessage;
    this.tls = tls;
  }

  /**
   * Ten seconds for each step, messages of at most {@link ChannelSocket#MAX_PAYLOAD}, the
   * platform's trusted certificates.
   */
  public static ChannelClient create() {
    Duration tenSeconds = Duration.ofSeconds(10);
    return new ChannelClient(tenSeconds, tenSeconds, ChannelSocket.MAX_PAYLOAD, Optional.empty());
  }

  /**
   * The same with other timeouts.
   *
   * @param connect for each address that the host's name stands for; at least a millisecond
   * @param handshake for TLS and the opening handshake together
   */
  public ChannelClient withTimeouts(Duration connect, Duration handshake) {
    return new ChannelClient(connect, handshake, maxMessage, tls);
  }

  /**
   * The same with another bound for received messages, in bytes; a larger one closes the channel
   * with code 1009.
   */
  public ChannelClient withMaxMessage(int bytes) {
    return new ChannelClient(connectTimeout, handshakeTimeout, bytes, tls);
  }

  /**
   * The same with other trust and keys. The host's name is checked against the certificate all the
   * same.
   */
  public ChannelClient withTls(SSLContext context) {
    return new ChannelClient(connectTimeout, handshakeTimeout, maxMessage, Optional.of(context));
  }

  /**
   * Opens a channel. Blocks for at most the timeouts, apart from looking up the host's name.
   *
   * @param uri ws, http, wss or https; its raw path and query are sent as they are
   * @param headers further request headers, such as Authorization
   * @throws ChannelRefusedException if the server answers with anything but 101
   * @throws SocketTimeoutException if it takes too long
   * @throws IOException if the connection, the certificate or the handshake fails
   * @throws IllegalArgumentException if the address is of another scheme or has no host, or a
   *     header has a line break in it
   */
  public ChannelSocket connect(URI uri, Map<String, String> headers) throws IOException {
    boolean secure = isSecure(uri);
    UpgradeRequest request = UpgradeRequest.to(uri, headers);
    Socket transport = dial(bareHost(uri), port(uri, secure));
    boolean open = false;
    try (Watchdog watchdog = new Watchdog(handshakeTimeout, () -> close(transport))) {
      try {
        Socket socket = secure ? secured(transport, uri) : transport;
        byte[] early = request.exchange(socket);
        open = watchdog.callOff();
        if (!open) {
          throw new SocketTimeoutException("the opening handshake took too long");
        }
        return new FramedSocket(SocketWire.over(socket, transport), Role.CLIENT, early, maxMessage);
      } catch (ChannelRefusedException e) {
        throw e; // The status is known, even if the text behind it took too long.
      } catch (IOException e) {
        throw watchdog.hasBitten() ? tooLong(e) : e;
      }
    } finally {
      if (!open) {
        transport.close();
      }
    }
  }

  private static SocketTimeoutException tooLong(IOException cause) {
    SocketTimeoutException timeout =
        new SocketTimeoutException("the opening handshake took too long");
    timeout.initCause(cause);
    return timeout;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // The system frees a socket even when closing it fails.
    }
  }

  private static boolean isSecure(URI uri) {
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("an address without a host");
    }
    return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
      case "ws", "http" -> false;
      case "wss", "https" -> true;
      default -> throw new IllegalArgumentException("not a WebSocket's scheme: " + uri.getScheme());
    };
  }

  private static int port(URI uri, boolean secure) {
    return uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
  }

  /** An address of IPv6 is in brackets in a URI, and nowhere else. */
  private static String bareHost(URI uri) {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /**
   * Tries the addresses of a name in their order: a host that has IPv6 on paper only is still
   * reached.
   */
  private Socket dial(String host, int port) throws IOException {
    IOException failure = new UnknownHostException(host);
    for (InetAddress address : InetAddress.getAllByName(host)) {
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.connect(
            new InetSocketAddress(address, port), Math.toIntExact(connectTimeout.toMillis()));
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }

  private SSLSocket secured(Socket transport, URI uri) throws IOException {
    SSLContext context = tls.isPresent() ? tls.get() : platformTls();
    String host = bareHost(uri);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(transport, host, port(uri, true), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static SSLContext platformTls() throws IOException {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("the platform's TLS is not usable", e);
    }
  }
}
