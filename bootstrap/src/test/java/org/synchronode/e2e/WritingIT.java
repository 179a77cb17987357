package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.e2e.kit.AwkwardNames;
import org.synchronode.e2e.kit.HttpProbe;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.RemoteTree;
import org.synchronode.e2e.kit.StartedProgram;

/** Files are written through the master: its own, and those of a slave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritingIT {
  private static final String WRITABLE = "permissions: 'rw'";
  private static final Pattern TOKEN = Pattern.compile("<(urn:uuid:[0-9a-f-]+)>");
  private static final String LOCKINFO =
      "<lockinfo xmlns='DAV:'><lockscope><exclusive/></lockscope><locktype><write/></locktype>"
          + "<owner><href>mailto:ann@example.org</href></owner></lockinfo>";

  @TempDir private static Path folder;
  private Pair pair;
  private HttpProbe http;
  private int tests;

  /** A folder of its own for each test. */
  private String dir = "";

  private Path disk = Path.of("");

  @BeforeAll
  void aWritablePair() {
    pair = Pair.start(folder, WRITABLE);
    http = pair.http();
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  private void in(String host) {
    NodeProcess node = host.equals(Pair.MASTER) ? pair.master() : pair.slave();
    String name = "test " + ++tests;
    dir = Paths.file(host, name) + "/";
    disk = node.share().resolve(name);
    assertThat(http.send("MKCOL", dir).statusCode()).isEqualTo(201);
  }

  private HttpResponse<byte[]> put(String name, String text, String... headers) {
    return http.sendText("PUT", dir + name, text, headers);
  }

  private int status(String method, String name, String... headers) {
    return http.send(method, dir + name, headers).statusCode();
  }

  private String onDisk(String name) {
    try {
      return Files.readString(disk.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void aFileIsMadeReplacedAndReadBackAtOnce(String host) {
    in(host);
    HttpResponse<byte[]> made = put("a.txt", "one");
    assertThat(made.statusCode()).isEqualTo(201);
    HttpResponse<byte[]> replaced = put("a.txt", "two!");
    assertThat(replaced.statusCode()).isEqualTo(204);
    assertThat(header(replaced, "etag")).isNotEqualTo(header(made, "etag"));
    HttpResponse<byte[]> read = http.get(dir + "a.txt");
    assertThat(text(read)).isEqualTo("two!");
    assertThat(header(read, "etag")).isEqualTo(header(replaced, "etag"));
    assertThat(header(read, "last-modified")).isEqualTo(header(replaced, "last-modified"));
    assertThat(text(http.send("PROPFIND", dir, "Depth", "1")))
        .contains(header(read, "etag").replace("\"", "&quot;"));
    assertThat(onDisk("a.txt")).isEqualTo("two!");
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void aFileNeedsAFolderToLieInAndANameOfItsOwn(String host) {
    in(host);
    assertThat(put("missing/a.txt", "x").statusCode()).isEqualTo(409);
    assertThat(status("MKCOL", "folder/")).isEqualTo(201);
    assertThat(put("folder", "x").statusCode()).isEqualTo(405);
    assertThat(put("a.txt/", "x").statusCode()).isEqualTo(409);
    assertThat(put("n".repeat(256), "x").statusCode()).isBetween(400, 409);
    assertThat(put("a.txt", "x", "Content-Range", "bytes 0-1/2").statusCode()).isEqualTo(400);
    assertThat(Files.exists(disk.resolve("a.txt"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void conditionsAreDecidedOnTheOwnersFile(String host) throws IOException {
    in(host);
    String etag = header(put("a.txt", "one"), "etag");
    assertThat(put("a.txt", "two", "If-None-Match", "*").statusCode()).isEqualTo(412);
    assertThat(put("a.txt", "two", "If-Match", "\"other\"").statusCode()).isEqualTo(412);
    assertThat(put("b.txt", "two", "If-Match", "*").statusCode()).isEqualTo(412);
    assertThat(put("a.txt", "two", "If", "([\"other\"])").statusCode()).isEqualTo(412);
    assertThat(put("a.txt", "two", "If", "(broken").statusCode()).isEqualTo(400);
    assertThat(onDisk("a.txt")).isEqualTo("one");
    assertThat(put("a.txt", "two", "If-Match", etag).statusCode()).isEqualTo(204);
    assertThat(put("a.txt", "three", "If-Match", etag).statusCode()).isEqualTo(412);
    // Behind the back of every list.
    Files.writeString(disk.resolve("a.txt"), "a local program's");
    String seen = header(http.get(dir + "a.txt"), "etag");
    assertThat(put("a.txt", "four", "If-Match", etag).statusCode()).isEqualTo(412);
    assertThat(put("a.txt", "four", "If", "([" + seen + "])").statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void timesAndSumsComeWithTheBytes(String host) throws IOException {
    in(host);
    HttpResponse<byte[]> timed = put("a.txt", "one", "X-OC-Mtime", "1700000000");
    assertThat(header(timed, "x-oc-mtime")).isEqualTo("accepted");
    assertThat(header(timed, "last-modified")).isEqualTo("Tue, 14 Nov 2023 22:13:20 GMT");
    assertThat(Files.getLastModifiedTime(disk.resolve("a.txt")).toInstant())
        .isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    assertThat(header(put("a.txt", "one", "X-OC-Mtime", "soon"), "x-oc-mtime")).isEqualTo("none");
    String good = "SHA1:fe05bcdcdc4928012781a5f1a2a77cbb5398e106";
    assertThat(put("a.txt", "one", "OC-Checksum", good).statusCode()).isEqualTo(204);
    assertThat(put("a.txt", "ONE", "OC-Checksum", good).statusCode()).isEqualTo(400);
    assertThat(put("a.txt", "ONE", "Repr-Digest", "sha-256=:" + "A".repeat(43) + "=:").statusCode())
        .isEqualTo(400);
    assertThat(onDisk("a.txt")).isEqualTo("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void foldersAreMadeOnceAndWhereTheyCanLie(String host) {
    in(host);
    assertThat(status("MKCOL", "a")).isEqualTo(201);
    assertThat(status("MKCOL", "a/")).isEqualTo(405);
    assertThat(status("MKCOL", "missing/b/")).isEqualTo(409);
    assertThat(http.sendText("MKCOL", dir + "c/", "what", "Content-Type", "a/b").statusCode())
        .isEqualTo(415);
    String described =
        "<mkcol xmlns='DAV:'><set><prop><resourcetype><collection/></resourcetype>"
            + "<colour xmlns='urn:x'>red</colour></prop></set></mkcol>";
    assertThat(
            http.sendText("MKCOL", dir + "d/", described, "Content-Type", "application/xml")
                .statusCode())
        .isEqualTo(201);
    assertThat(text(http.send("PROPFIND", dir + "d/", "Depth", "0"))).contains(">red</");
    HttpResponse<byte[]> refused =
        http.sendText(
            "MKCOL",
            dir + "e/",
            described.replace("colour xmlns='urn:x'", "getetag").replace("/colour", "/getetag"),
            "Content-Type",
            "application/xml");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(text(refused)).contains("mkcol-response", "cannot-modify-protected-property");
    assertThat(status("PROPFIND", "e/")).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void whatIsDeletedIsGoneWithAllThatLayInIt(String host) {
    in(host);
    status("MKCOL", "a/");
    put("a/b.txt", "x");
    assertThat(status("DELETE", "a/b.txt/")).isEqualTo(404);
    assertThat(status("DELETE", "a/", "Depth", "0")).isEqualTo(400);
    assertThat(status("DELETE", "a")).isEqualTo(204);
    assertThat(status("GET", "a/b.txt")).isEqualTo(404);
    assertThat(status("DELETE", "a")).isEqualTo(404);
    assertThat(Files.exists(disk.resolve("a"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void filesAndFoldersAreMovedAndCopied(String host) {
    in(host);
    status("MKCOL", "a/");
    put("a/b.txt", "b");
    put("c.txt", "c");
    String base = http.base().toString().replaceAll("/$", "");
    assertThat(status("COPY", "a/", "Destination", base + dir + "copy/")).isEqualTo(201);
    assertThat(onDisk("copy/b.txt")).isEqualTo("b");
    assertThat(status("COPY", "a", "Destination", dir + "flat", "Depth", "0")).isEqualTo(201);
    assertThat(disk.resolve("flat")).isEmptyDirectory();
    assertThat(status("MOVE", "c.txt", "Destination", dir + "copy/b.txt", "Overwrite", "F"))
        .isEqualTo(412);
    assertThat(status("MOVE", "c.txt", "Destination", dir + "copy/b.txt")).isEqualTo(204);
    assertThat(http.text(dir + "copy/b.txt")).isEqualTo("c");
    assertThat(status("GET", "c.txt")).isEqualTo(404);
    assertThat(status("MOVE", "copy", "Destination", dir + "moved")).isEqualTo(201);
    assertThat(http.text(dir + "moved/b.txt")).isEqualTo("c");
    // A folder gives way as a whole.
    assertThat(status("MOVE", "a/", "Destination", dir + "moved/")).isEqualTo(204);
    assertThat(http.text(dir + "moved/b.txt")).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void nothingIsMovedOntoItselfOrOntoWhatIsNoPlaceForIt(String host) {
    in(host);
    status("MKCOL", "a/");
    put("a/b.txt", "b");
    assertThat(status("MOVE", "a/")).isEqualTo(400);
    assertThat(status("MOVE", "a/", "Destination", "nonsense")).isEqualTo(400);
    assertThat(status("MOVE", "a/", "Destination", dir + "a/")).isEqualTo(403);
    assertThat(status("MOVE", "a/", "Destination", dir + "a/c/")).isEqualTo(403);
    assertThat(status("COPY", "a/b.txt", "Destination", dir + "a/", "Overwrite", "T"))
        .isEqualTo(403);
    assertThat(status("MOVE", "a/", "Destination", dir + "x/y/")).isEqualTo(409);
    assertThat(status("MOVE", "a/", "Destination", "http://example.net" + dir + "c/"))
        .isEqualTo(502);
    assertThat(status("MOVE", "a/", "Destination", dir + "c/", "Overwrite", "maybe"))
        .isEqualTo(400);
    for (String root : new String[] {"/", "/browse/", "/browse/new", Paths.file(host, "")}) {
      assertThat(status("MOVE", "a/", "Destination", root, "Overwrite", "T"))
          .as(root)
          .isEqualTo(403);
      assertThat(status("COPY", "a/", "Destination", root, "Overwrite", "T"))
          .as(root)
          .isEqualTo(403);
    }
    for (String root : new String[] {"/browse/", Paths.file(host, "")}) {
      assertThat(http.send("DELETE", root).statusCode()).as(root).isEqualTo(403);
      assertThat(http.send("MOVE", root, "Destination", dir + "z/").statusCode())
          .as(root)
          .isEqualTo(403);
    }
    assertThat(http.sendText("PUT", "/browse/new.txt", "x").statusCode()).isEqualTo(403);
    assertThat(http.send("MKCOL", "/browse/new/").statusCode()).isEqualTo(403);
    assertThat(onDisk("a/b.txt")).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void propertiesAreKeptAsTheyCameAndGoWithTheirFile(String host) {
    in(host);
    put("a.txt", "x");
    String update =
        "<D:propertyupdate xmlns:D='DAV:' xmlns:X='urn:x'><D:set><D:prop xml:lang='de'>"
            + "<X:title kind='long'>Gr\u00fc\u00dfe <b xmlns=''>und</b> &amp;</X:title></D:prop></D:set>"
            + "<D:remove><D:prop><X:gone/></D:prop></D:remove></D:propertyupdate>";
    HttpResponse<byte[]> patched = http.sendText("PROPPATCH", dir + "a.txt", update);
    assertThat(patched.statusCode()).isEqualTo(207);
    assertThat(text(patched)).contains("200 OK").doesNotContain("403");
    String ask = "<propfind xmlns='DAV:'><prop><title xmlns='urn:x'/></prop></propfind>";
    for (String name : new String[] {"a.txt", "copy.txt", "moved.txt"}) {
      if (name.equals("copy.txt")) {
        status("COPY", "a.txt", "Destination", dir + name);
      } else if (name.equals("moved.txt")) {
        status("MOVE", "a.txt", "Destination", dir + name);
      }
      assertThat(text(http.sendText("PROPFIND", dir + name, ask, "Depth", "0")))
          .as(name)
          .contains("xml:lang=\"de\"", "kind=\"long\"", "Gr\u00fc\u00dfe ", ">und</", " &amp;</");
    }
    String both =
        "<propertyupdate xmlns='DAV:'><set><prop><getetag>x</getetag>"
            + "<n xmlns='urn:x'>stored</n></prop></set></propertyupdate>";
    assertThat(text(http.sendText("PROPPATCH", dir + "moved.txt", both)))
        .contains("403 Forbidden", "cannot-modify-protected-property", "424 Failed Dependency");
    assertThat(text(http.send("PROPFIND", dir + "moved.txt", "Depth", "0")))
        .doesNotContain(">stored</");
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void aLockKeepsOthersOut(String host) {
    in(host);
    put("a.txt", "one");
    HttpResponse<byte[]> taken =
        http.sendText("LOCK", dir + "a.txt", LOCKINFO, "Timeout", "Second-600");
    assertThat(taken.statusCode()).isEqualTo(200);
    Matcher token = TOKEN.matcher(header(taken, "lock-token"));
    assertThat(token.matches()).isTrue();
    String submitted = "(<" + token.group(1) + ">)";
    assertThat(text(taken))
        .contains(token.group(1), "mailto:ann@example.org", "Second-", dir + "a.txt");
    assertThat(text(http.send("PROPFIND", dir + "a.txt", "Depth", "0"))).contains(token.group(1));
    HttpResponse<byte[]> refused = put("a.txt", "two");
    assertThat(refused.statusCode()).isEqualTo(423);
    assertThat(text(refused)).contains("lock-token-submitted", dir + "a.txt");
    assertThat(status("DELETE", "a.txt")).isEqualTo(423);
    assertThat(status("MOVE", "a.txt", "Destination", dir + "b.txt")).isEqualTo(423);
    HttpResponse<byte[]> again = http.sendText("LOCK", dir + "a.txt", LOCKINFO);
    assertThat(again.statusCode()).isEqualTo(423);
    assertThat(text(again)).contains("no-conflicting-lock");
    assertThat(put("a.txt", "two", "If", submitted).statusCode()).isEqualTo(204);
    assertThat(status("LOCK", "a.txt")).isEqualTo(400);
    assertThat(status("LOCK", "a.txt", "If", submitted)).isEqualTo(200);
    assertThat(status("UNLOCK", "a.txt")).isEqualTo(400);
    assertThat(status("UNLOCK", "a.txt", "Lock-Token", "<urn:other>")).isEqualTo(409);
    assertThat(status("UNLOCK", "a.txt", "Lock-Token", "<" + token.group(1) + ">")).isEqualTo(204);
    assertThat(put("a.txt", "three").statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void aLockedNameIsAnEmptyFileAndALockedFolderCoversWhatLiesInIt(String host) {
    in(host);
    HttpResponse<byte[]> taken = http.sendText("LOCK", dir + "new.txt", LOCKINFO);
    assertThat(taken.statusCode()).isEqualTo(201);
    assertThat(header(taken, "etag")).isEqualTo(header(http.get(dir + "new.txt"), "etag"));
    assertThat(onDisk("new.txt")).isEmpty();
    HttpResponse<byte[]> above = http.sendText("LOCK", dir, LOCKINFO, "Depth", "infinity");
    assertThat(above.statusCode()).isEqualTo(207);
    assertThat(text(above)).contains("new.txt", "423 Locked", "424 Failed Dependency");
    http.send("UNLOCK", dir + "new.txt", "Lock-Token", header(taken, "lock-token"));
    HttpResponse<byte[]> deep = http.sendText("LOCK", dir, LOCKINFO);
    assertThat(deep.statusCode()).isEqualTo(200);
    assertThat(put("b.txt", "x").statusCode()).isEqualTo(423);
    assertThat(text(http.send("PROPFIND", dir + "new.txt", "Depth", "0")))
        .contains("activelock", "<D:lockroot><D:href>" + dir + "</D:href>");
    assertThat(
            put("b.txt", "x", "If", "<" + dir + "> (" + header(deep, "lock-token") + ")")
                .statusCode())
        .isEqualTo(201);
    assertThat(
            http.send("UNLOCK", dir + "b.txt", "Lock-Token", header(deep, "lock-token"))
                .statusCode())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void whoAsksForRoomHearsOfTheOwnersDisk(String host) {
    in(host);
    String ask =
        "<propfind xmlns='DAV:'><prop><quota-available-bytes/><quota-used-bytes/></prop></propfind>";
    assertThat(text(http.sendText("PROPFIND", dir, ask, "Depth", "0")))
        .containsPattern("<D:quota-available-bytes>[0-9]+</D:quota-available-bytes>")
        .containsPattern("<D:quota-used-bytes>[0-9]+</D:quota-used-bytes>");
  }

  private static String other(String host) {
    return host.equals(Pair.MASTER) ? Pair.SLAVE : Pair.MASTER;
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void aTreeGoesToAnotherHostWithAllThatLiesInIt(String host) throws IOException {
    in(host);
    for (String name : AwkwardNames.all()) {
      Files.writeString(Files.createDirectories(disk.resolve("tree/names")).resolve(name), name);
    }
    put("tree/first.txt", "first", "X-OC-Mtime", "1700000000");
    http.sendText(
        "PROPPATCH",
        dir + "tree/first.txt",
        "<propertyupdate xmlns='DAV:'><set><prop><c xmlns='urn:x'>red</c></prop></set></propertyupdate>");
    Map<String, Long> sent = RemoteTree.onDisk(disk.resolve("tree"));
    await("the tree is listed")
        .atMost(NodeProcess.START)
        .until(() -> http.tree(dir + "tree/").sizes().equals(sent));
    String from = dir;
    in(other(host));
    assertThat(http.send("COPY", from + "tree/", "Destination", dir + "copy/").statusCode())
        .isEqualTo(201);
    assertThat(http.tree(dir + "copy/").sizes()).isEqualTo(sent);
    assertThat(RemoteTree.onDisk(disk.resolve("copy"))).isEqualTo(sent);
    assertThat(Files.getLastModifiedTime(disk.resolve("copy/first.txt")).toInstant())
        .isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    assertThat(text(http.send("PROPFIND", dir + "copy/first.txt", "Depth", "0")))
        .contains(">red</");
    for (String name : AwkwardNames.all()) {
      assertThat(onDisk("copy/names/" + name)).isEqualTo(name);
    }
    HttpResponse<byte[]> exists =
        http.send("MOVE", from + "tree", "Destination", dir + "copy", "Overwrite", "F");
    assertThat(exists.statusCode()).isEqualTo(412);
    assertThat(http.send("MOVE", from + "tree", "Destination", dir + "copy").statusCode())
        .isEqualTo(204);
    assertThat(http.tree(dir + "copy/").sizes()).isEqualTo(sent);
    assertThat(http.send("PROPFIND", from + "tree/").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {Pair.MASTER, Pair.SLAVE})
  void aFileGoesToAnotherHostUnderConditionsOfBoth(String host) {
    in(host);
    String etag = header(put("a.txt", "one"), "etag");
    String from = dir;
    in(other(host));
    String to = dir + "b.txt";
    assertThat(
            http.send("COPY", from + "a.txt", "Destination", to, "If-Match", "\"x\"").statusCode())
        .isEqualTo(412);
    assertThat(http.send("COPY", from + "missing", "Destination", to).statusCode()).isEqualTo(404);
    assertThat(http.send("COPY", from + "a.txt", "Destination", dir + "x/b.txt").statusCode())
        .isEqualTo(409);
    assertThat(http.send("GET", to).statusCode()).isEqualTo(404);
    HttpResponse<byte[]> copied =
        http.send("COPY", from + "a.txt", "Destination", to, "If-Match", etag);
    assertThat(copied.statusCode()).isEqualTo(201);
    assertThat(header(copied, "etag")).isEqualTo(header(http.get(to), "etag"));
    String token = header(http.sendText("LOCK", to, LOCKINFO), "lock-token");
    HttpResponse<byte[]> locked = http.send("MOVE", from + "a.txt", "Destination", to);
    assertThat(locked.statusCode()).isEqualTo(423);
    assertThat(text(locked)).contains(to);
    assertThat(http.text(from + "a.txt")).isEqualTo("one");
    assertThat(
            http.send(
                    "MOVE", from + "a.txt", "Destination", to, "If", "<" + to + "> (" + token + ")")
                .statusCode())
        .isEqualTo(204);
    assertThat(http.send("GET", from + "a.txt").statusCode()).isEqualTo(404);
    assertThat(http.text(to)).isEqualTo("one");
  }
}
