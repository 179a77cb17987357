package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.RawHttp;
import org.synchronode.e2e.kit.StartedProgram;

/** Requests that are nearly right, in great number. Another seed: -Dsynchronode.seed=… */
class FuzzIT {
  private static final int REQUESTS = Integer.getInteger("synchronode.fuzz", 1_000);
  private static final long SEED = Long.getLong("synchronode.seed", 20261123L);

  private static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "PUT",
          "DELETE",
          "MKCOL",
          "COPY",
          "MOVE",
          "PROPFIND",
          "PROPPATCH",
          "LOCK",
          "UNLOCK",
          "OPTIONS",
          "REPORT",
          "SEARCH");
  private static final List<String> SEGMENTS =
      List.of(
          "a",
          "b",
          "c.txt",
          "%2e%2e",
          "..",
          ".",
          "%2F",
          "%5c",
          "%00",
          "%ff",
          "%",
          "%zz",
          "",
          "%C3%A9",
          "e%CC%81",
          ".synchronode",
          "%F0%9F%98%80",
          "a;b",
          "a?b",
          "a#b",
          "[x]");
  private static final List<String> BODIES =
      List.of(
          "",
          "text",
          "<propfind xmlns='DAV:'><allprop/></propfind>",
          "<propfind xmlns='DAV:'><prop><getetag/><x xmlns='urn:x'/></prop></propfind>",
          "<propertyupdate xmlns='DAV:'><set><prop><x xmlns='urn:x'>1</x></prop></set></propertyupdate>",
          "<propertyupdate xmlns='DAV:'><remove><prop><x xmlns='urn:x'/></prop></remove></propertyupdate>",
          "<lockinfo xmlns='DAV:'><lockscope><shared/></lockscope><locktype><write/></locktype></lockinfo>",
          "<mkcol xmlns='DAV:'><set><prop><resourcetype><collection/></resourcetype></prop></set></mkcol>",
          "<sync-collection xmlns='DAV:'><sync-token/><sync-level>1</sync-level><prop/></sync-collection>",
          "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>");
  private static final List<String> HEADERS =
      List.of(
          "Depth: 0",
          "Depth: 1",
          "Depth: infinity",
          "Depth: -1",
          "Overwrite: F",
          "Overwrite: X",
          "Timeout: Second-1, Infinite",
          "Timeout: Second-99999999999999999999",
          "If: (<urn:uuid:00000000-0000-4000-8000-000000000000>)",
          "If: (Not <DAV:no-lock>)",
          "If: <http://localhost/browse/attic/fuzz/a> ([\"x\"]) (Not [W/\"y\"])",
          "If: ((((",
          "If-Match: *",
          "If-None-Match: *",
          "If-Match: \"a\", W/\"b\", ,",
          "If-Modified-Since: Thu, 99 Jan 2026 99:99:99 GMT",
          "Range: bytes=0-0,1-1,-1,5-",
          "Range: bytes=99999999999999999999-",
          "Range: bits=1-2",
          "If-Range: \"x\"",
          "Lock-Token: <urn:uuid:00000000-0000-4000-8000-000000000000>",
          "Lock-Token: <>",
          "X-OC-Mtime: -99999999999",
          "OC-Checksum: SHA1:zz",
          "Repr-Digest: sha-256=:AAAA:",
          "Content-Range: bytes 0-3/4",
          "Content-Range: bytes 0-3/8",
          "Content-Range: bytes 4-7/8",
          "Content-Range: bytes 2-5/*",
          "Content-Range: bytes */8",
          "Prefer: return=minimal, depth-noroot",
          "X-Expected-Entity-Length: 3",
          "Content-Type: application/xml",
          "Translate: f");

  @TempDir private static Path folder;

  @AfterEach
  void end() {
    StartedProgram.endAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void isAnsweredAndTouchesNothingElse(String host) throws IOException {
    Pair pair = Pair.start(folder.resolve(host), "permissions: 'rw'");
    Path share = (host.equals(Pair.MASTER) ? pair.master() : pair.slave()).share();
    Files.writeString(share.resolve("safe.txt"), "safe");
    Files.writeString(share.resolveSibling("outside.txt"), "outside");
    String dir = Paths.file(host, "fuzz/");
    assertThat(pair.http().send("MKCOL", dir).statusCode()).isEqualTo(201);
    Random random = new Random(SEED);
    RawHttp raw = pair.raw();
    for (int i = 0; i < REQUESTS; i++) {
      if (i % 50 == 0) {
        // A request may well have removed it.
        pair.http().send("MKCOL", dir);
      }
      String request = request(random, dir);
      RawHttp.Answer answer =
          raw.send(
              request
                  .replace("\n", "\r\n")
                  .replace("AUTH", "Authorization: " + raw.authorization()));
      // 502 is for a Destination on another server.
      assertThat(answer.status() == 502 && request.contains("Destination") ? 499 : answer.status())
          .as("request " + i + " of seed " + SEED + ":\n" + request + "\n" + answer)
          .isBetween(200, 499);
    }
    assertThat(pair.http().text(Paths.file(host, "safe.txt"))).isEqualTo("safe");
    assertThat(share.resolve("safe.txt")).hasContent("safe");
    assertThat(share.resolveSibling("outside.txt")).hasContent("outside");
    assertThat(pair.http().list("/browse/").entries()).hasSize(2);
  }

  private static String request(Random random, String dir) {
    String method = one(random, METHODS);
    List<String> headers = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      headers.add(mutated(random, one(random, HEADERS)));
    }
    if (method.equals("COPY") || method.equals("MOVE") || random.nextInt(10) == 0) {
      String destination = (random.nextBoolean() ? "http://localhost" : "") + path(random, dir);
      headers.add("Destination: " + mutated(random, destination));
    }
    String body = mutated(random, one(random, BODIES)).replace("\n", " ");
    return method
        + " "
        + path(random, dir)
        + " HTTP/1.1\nHost: localhost\nConnection: close\n"
        + headers.stream().map(header -> header + "\n").collect(Collectors.joining())
        + "Content-Length: "
        + body.getBytes(StandardCharsets.ISO_8859_1).length
        + "\nAUTH\n\n"
        + body;
  }

  /** In the one folder that may change, or in none that is. */
  private static String path(Random random, String dir) {
    StringBuilder path = new StringBuilder(dir);
    for (int i = random.nextInt(3); i >= 0; i--) {
      path.append(one(random, random.nextInt(4) > 0 ? SEGMENTS.subList(0, 3) : SEGMENTS));
      path.append(i > 0 ? "/" : "");
    }
    return path.toString();
  }

  private static String mutated(Random random, String text) {
    if (text.isEmpty() || random.nextInt(3) > 0) {
      return text;
    }
    int colon = text.indexOf(':') + 1;
    int at = colon + random.nextInt(Math.max(1, text.length() - colon));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + (char) (' ' + 1 + random.nextInt(94)) + text.substring(at);
      case 2 -> text + text.substring(colon);
      default -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
    };
  }

  private static <T> T one(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
