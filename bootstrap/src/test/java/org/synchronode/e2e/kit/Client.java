package org.synchronode.e2e.kit;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Sends what a client sends that can't be run here, under its name.
 *
 * @param folder that it works in, an encoded path with a slash at its end
 */
public record Client(HttpProbe http, String userAgent, String folder) {

  /** An answer, for reading. */
  public record Answer(HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("none");
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** The lock that was granted, in angle brackets. */
    public String token() {
      return header("lock-token");
    }
  }

  /** Without a body. Names are encoded paths below the folder, or absolute. */
  public Answer send(String method, String name, String... headers) {
    return new Answer(http.send(method, path(name), named(headers)));
  }

  public Answer sendText(String method, String name, String body, String... headers) {
    return new Answer(http.sendText(method, path(name), body, named(headers)));
  }

  public Answer sendChunked(String method, String name, String body, String... headers) {
    return new Answer(http.sendChunked(method, path(name), body, named(headers)));
  }

  /** An exclusive lock, of the one resource where nothing else is said. */
  public Answer lock(String name, String owner, String... headers) {
    return sendText(
        "LOCK",
        name,
        "<D:lockinfo xmlns:D='DAV:'><D:lockscope><D:exclusive/></D:lockscope><D:locktype>"
            + "<D:write/></D:locktype><D:owner><D:href>"
            + owner
            + "</D:href></D:owner></D:lockinfo>",
        headers);
  }

  /** Asks for properties of {@code DAV:}. */
  public Answer properties(String name, String depth, String... properties) {
    StringBuilder body = new StringBuilder("<D:propfind xmlns:D='DAV:'><D:prop>");
    Stream.of(properties).forEach(property -> body.append("<D:").append(property).append("/>"));
    return sendText(
        "PROPFIND", name, body.append("</D:prop></D:propfind>").toString(), "Depth", depth);
  }

  /** The whole address of a name. */
  public String url(String name) {
    return http.base().toString().replaceAll("/$", "") + path(name);
  }

  public String path(String name) {
    return name.startsWith("/") ? name : folder + name;
  }

  private String[] named(String... headers) {
    return Stream.concat(Stream.of("User-Agent", userAgent), Arrays.stream(headers))
        .toArray(String[]::new);
  }
}
