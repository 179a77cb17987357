package org.synchronode.e2e.kit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Asks a node, or a proxy in front of one. Paths are raw: percent-encoded by the caller. */
public final class HttpProbe {
  /** Longer than any answer of a node may take. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final HttpClient CLIENT = settings().build();

  private final URI base;
  private final String authorization;
  private final HttpClient client;

  public HttpProbe(URI base, String user, String password) {
    this(
        base,
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)),
        CLIENT);
  }

  private HttpProbe(URI base, String authorization, HttpClient client) {
    this.base = base;
    this.authorization = authorization;
    this.client = client;
  }

  private static HttpClient.Builder settings() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10));
  }

  /** The same without credentials. */
  public HttpProbe anonymous() {
    return new HttpProbe(base, "", client);
  }

  /** The same over TLS with a server that has this certificate. */
  public HttpProbe trusting(OwnCertificate certificate) {
    return new HttpProbe(base, authorization, settings().sslContext(certificate.trust()).build());
  }

  HttpClient client() {
    return client;
  }

  public URI base() {
    return base;
  }

  public String authorization() {
    return authorization;
  }

  /** The whole answer. Headers are names and values in turn. */
  public HttpResponse<byte[]> get(String path, String... headers) {
    return send("GET", path, BodyHandlers.ofByteArray(), headers);
  }

  public HttpResponse<byte[]> send(String method, String path, String... headers) {
    return send(method, path, BodyHandlers.ofByteArray(), headers);
  }

  /** With a body of text. */
  public HttpResponse<byte[]> sendText(String method, String path, String body, String... headers) {
    return send(
        method,
        path,
        HttpRequest.BodyPublishers.ofString(body),
        BodyHandlers.ofByteArray(),
        headers);
  }

  /** With a body of text whose length is not told: in chunks. */
  public HttpResponse<byte[]> sendChunked(
      String method, String path, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return send(
        method,
        path,
        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
        BodyHandlers.ofByteArray(),
        headers);
  }

  /** The answer's body to be read piece by piece, and to be closed. */
  public HttpResponse<InputStream> open(String path, String... headers) {
    return send("GET", path, BodyHandlers.ofInputStream(), headers);
  }

  /** A file's bytes; the answer must be a good one. */
  public byte[] bytes(String path) {
    HttpResponse<byte[]> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError("GET " + path + " was answered " + described(answer));
    }
    return answer.body();
  }

  public String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  /** A folder's entries; the answer must be a good one. */
  public Listing list(String path) {
    HttpResponse<byte[]> answer = get(path, "Accept", "application/json");
    if (answer.statusCode() != 200) {
      throw new AssertionError("GET " + path + " was answered " + described(answer));
    }
    return Listing.parse(new String(answer.body(), StandardCharsets.UTF_8));
  }

  /** Everything below a folder as WebDAV shows it. */
  public RemoteTree tree(String path) {
    HttpResponse<InputStream> answer =
        send("PROPFIND", path, BodyHandlers.ofInputStream(), "Depth", "infinity");
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 207) {
        throw new AssertionError(
            "PROPFIND "
                + path
                + ": "
                + answer.statusCode()
                + " "
                + new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
      return RemoteTree.parse(path, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String described(HttpResponse<byte[]> answer) {
    return answer.statusCode()
        + " "
        + answer.headers().map()
        + " "
        + new String(answer.body(), StandardCharsets.UTF_8);
  }

  private <T> HttpResponse<T> send(
      String method, String path, BodyHandler<T> handler, String... headers) {
    return send(method, path, HttpRequest.BodyPublishers.noBody(), handler, headers);
  }

  private <T> HttpResponse<T> send(
      String method,
      String path,
      HttpRequest.BodyPublisher body,
      BodyHandler<T> handler,
      String... headers) {
    URI address = URI.create(base.toString().replaceAll("/$", "") + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).method(method, body).timeout(LONGEST);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
