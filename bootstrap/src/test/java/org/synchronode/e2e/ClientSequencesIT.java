package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.Client;
import org.synchronode.e2e.kit.Client.Answer;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.RawHttp;
import org.synchronode.e2e.kit.StartedProgram;

/**
 * What clients send that can't be run here, on a slave's share through its master. It is known from
 * their sources, their documentation and reports about them, not from a run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientSequencesIT {
  private static final String WINDOWS = "Microsoft-WebDAV-MiniRedir/10.0.19045";
  private static final String MACOS = "WebDAVFS/3.0.0 (03008000) Darwin/23.6.0 (arm64)";

  /** What is left of an hour a moment later. */
  private static final String HOUR = "Second-(3600|35\\d\\d)";

  @TempDir private static Path folder;
  private Pair pair;
  private Path disk = Path.of("");

  @BeforeAll
  void aWritablePair() {
    pair = Pair.start(folder, "permissions: 'rw'");
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  /** A client in a new folder of its own. */
  private Client client(String userAgent, String name) {
    String path = Paths.file(Pair.SLAVE, name) + "/";
    assertThat(pair.http().send("MKCOL", path).statusCode()).isEqualTo(201);
    disk = pair.slave().share().resolve(name);
    return new Client(pair.http(), userAgent, path);
  }

  @Test
  void explorerFindsItsWayDownFromTheRootOfTheServer() {
    Client explorer = client(WINDOWS, "explorer finds");
    Answer options =
        new Answer(pair.http().anonymous().send("OPTIONS", "/", "User-Agent", "DavClnt"));
    assertThat(options.status()).isEqualTo(200);
    assertThat(options.header("dav")).startsWith("1, 2");
    assertThat(options.header("ms-author-via")).isEqualTo("DAV");
    assertThat(pair.http().anonymous().send("PROPFIND", "/", "User-Agent", WINDOWS).statusCode())
        .isEqualTo(401);
    for (String above : new String[] {"/", "/browse", "/browse/laptop", ""}) {
      Answer answer = explorer.send("PROPFIND", above, "Depth", "0", "Translate", "f");
      assertThat(answer.status()).as(above).isEqualTo(207);
      assertThat(answer.text()).as(above).contains("<D:collection/>");
    }
    assertThat(explorer.send("PROPFIND", "/", "Depth", "1").text())
        .contains("<D:href>/browse/</D:href>");
  }

  @Test
  void explorerMakesAFileInNineSteps() throws IOException {
    Client explorer = client(WINDOWS, "explorer makes");
    assertThat(explorer.send("PROPFIND", "new.txt", "Depth", "0").status()).isEqualTo(404);
    assertThat(explorer.sendText("PUT", "new.txt", "", "Translate", "f").status()).isEqualTo(201);
    Answer lock = explorer.lock("new.txt", "PC\\ann", "Timeout", "Second-3600");
    assertThat(lock.status()).isEqualTo(200);
    assertThat(lock.text()).containsPattern(HOUR).contains("<D:depth>infinity</D:depth>");
    String submitted = "(" + lock.token() + ")";
    assertThat(explorer.sendText("PROPPATCH", "new.txt", times("18:00:00"), "If", submitted).text())
        .containsOnlyOnce("<D:status>HTTP/1.1 200 OK</D:status>")
        .doesNotContain("403", "424");
    assertThat(explorer.send("HEAD", "new.txt", "Translate", "f").header("content-length"))
        .isEqualTo("0");
    assertThat(explorer.sendText("PUT", "new.txt", "text", "If", submitted).status())
        .isEqualTo(204);
    assertThat(
            explorer.sendText("PROPPATCH", "new.txt", times("19:30:00"), "If", submitted).status())
        .isEqualTo(207);
    String bare = lock.token().replaceAll("[<>]", "");
    assertThat(explorer.send("UNLOCK", "new.txt", "Lock-Token", bare).status()).isEqualTo(204);
    assertThat(disk.resolve("new.txt")).hasContent("text");
    assertThat(Files.getLastModifiedTime(disk.resolve("new.txt")).toInstant())
        .isEqualTo(Instant.parse("2023-11-14T19:30:00Z"));
    assertThat(explorer.send("PROPFIND", "new.txt", "Depth", "0").text())
        .contains("Tue, 14 Nov 2023 19:30:00 GMT", "00000020");
  }

  private static String times(String modified) {
    return "<D:propertyupdate xmlns:D='DAV:' xmlns:Z='urn:schemas-microsoft-com:'><D:set><D:prop>"
        + "<Z:Win32CreationTime>Tue, 14 Nov 2023 17:00:00 GMT</Z:Win32CreationTime>"
        + "<Z:Win32LastAccessTime>Tue, 14 Nov 2023 17:00:00 GMT</Z:Win32LastAccessTime>"
        + "<Z:Win32LastModifiedTime>Tue, 14 Nov 2023 "
        + modified
        + " GMT</Z:Win32LastModifiedTime>"
        + "<Z:Win32FileAttributes>00000020</Z:Win32FileAttributes>"
        + "</D:prop></D:set></D:propertyupdate>";
  }

  @Test
  void finderMountsForWritingAndHearsOfTheRoomLeft() {
    Client finder = client(MACOS, "finder mounts");
    assertThat(finder.send("OPTIONS", "").header("dav").split(", ", -1)).contains("1", "2");
    assertThat(finder.properties("", "0", "getlastmodified", "resourcetype").text())
        .contains("<D:collection/>", "<D:getlastmodified>");
    assertThat(
            finder
                .properties(
                    "", "0", "quota-available-bytes", "quota-used-bytes", "quota", "quotaused")
                .text())
        .containsPattern("<D:quota-available-bytes>[0-9]+<")
        .containsPattern("<D:quota-used-bytes>[0-9]+<")
        .containsSubsequence("200 OK", "<D:quota/><D:quotaused/>", "404 Not Found");
    for (String probe : new String[] {"._new.txt", ".DS_Store", ".hidden", ".Spotlight-V100"}) {
      assertThat(finder.properties(probe, "0", "resourcetype").status()).as(probe).isEqualTo(404);
    }
  }

  @Test
  void finderWritesInChunksUnderALockWithItsOtherFileBesides() {
    Client finder = client(MACOS, "finder writes");
    for (String name : new String[] {"._big.txt", "big.txt"}) {
      assertThat(finder.sendText("PUT", name, "").status()).isEqualTo(201);
      Answer lock =
          finder.lock(
              name, "http://www.apple.com/webdav_fs/", "Depth", "0", "Timeout", "Second-600");
      assertThat(lock.text()).containsPattern("Second-(600|59\\d)");
      Answer put =
          finder.sendChunked(
              "PUT",
              name,
              "content",
              "If",
              "(" + lock.token() + ")",
              "X-Expected-Entity-Length",
              "7");
      assertThat(put.status()).isEqualTo(204);
      // What it takes as the file's time, and what it asks for where both are missing.
      assertThat(put.header("date")).endsWith(" GMT");
      assertThat(put.header("etag")).startsWith("\"");
      assertThat(finder.send("UNLOCK", name, "Lock-Token", lock.token()).status()).isEqualTo(204);
    }
    assertThat(disk.resolve("big.txt")).hasContent("content");
    assertThat(finder.send("MOVE", "big.txt", "Destination", finder.url("small.txt")).status())
        .isEqualTo(201);
  }

  @Test
  void theFindersLastChunkMayNeverComeButAllOfTheAnnouncedBytesMustAndNoMore() {
    Client finder = client(MACOS, "finder chunks");
    String request =
        "PUT "
            + finder.path("a.txt")
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
            + pair.http().authorization()
            + "\r\nUser-Agent: "
            + MACOS
            + "\r\nTransfer-Encoding: chunked\r\nX-Expected-Entity-Length: ";
    RawHttp raw = pair.raw();
    // The answer comes at once, and the server closes, for which this waits.
    assertThat(raw.send(request + "7\r\n\r\n7\r\ncontent\r\n").status()).isEqualTo(201);
    assertThat(disk.resolve("a.txt")).hasContent("content");
    assertThat(raw.send(request + "9\r\n\r\n5\r\nshort\r\n0\r\n\r\n").status()).isEqualTo(400);
    assertThat(raw.send(request + "4\r\n\r\n4\r\nlong\r\n1\r\n!\r\n0\r\n\r\n").status())
        .isEqualTo(400);
    assertThat(disk.resolve("a.txt")).hasContent("content");
  }

  @Test
  void finderGoesOnWithADownloadByItsDateUnlessTheFileChangedMeanwhile() {
    Client finder = client(MACOS, "finder goes on");
    finder.sendText("PUT", "a.txt", "0123456789", "X-OC-Mtime", "1700000000");
    String date = finder.send("GET", "a.txt").header("last-modified");
    Answer rest = finder.send("GET", "a.txt", "Range", "bytes=6-", "If-Range", date);
    assertThat(rest.status()).isEqualTo(206);
    assertThat(rest.text()).isEqualTo("6789");
    assertThat(finder.send("GET", "a.txt", "If-Modified-Since", date).status()).isEqualTo(304);
    finder.sendText("PUT", "a.txt", "9876543210");
    Answer whole = finder.send("GET", "a.txt", "Range", "bytes=6-", "If-Range", date);
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.text()).isEqualTo("9876543210");
  }

  @Test
  void findersSpellingOfANameLeadsToTheSameFile() throws IOException {
    Client finder = client(MACOS, "finder spells");
    String composed = "Gr\u00fc\u00dfe.txt";
    String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
    finder.sendText("PUT", Paths.browse(Pair.SLAVE, "finder spells", composed), "one");
    String spelled = Paths.browse(Pair.SLAVE, "finder spells", decomposed);
    assertThat(finder.send("GET", spelled).text()).isEqualTo("one");
    assertThat(finder.properties(spelled, "0", "resourcetype").text())
        .contains("<D:href>" + spelled + "</D:href>");
    assertThat(finder.sendText("PUT", spelled, "two").status()).isEqualTo(204);
    assertThat(disk.resolve(composed)).hasContent("two");
    assertThat(disk.toFile().list()).containsExactly(composed);
  }

  @Test
  void wordKeepsItsLockWhileItSavesAndOthersSeeWhoHoldsIt() {
    Client word = client("Microsoft Office Word 2019", "word");
    word.sendText("PUT", "a.docx", "one");
    for (String above : new String[] {"", "/browse/laptop/", "/browse/"}) {
      assertThat(word.send("HEAD", above).status()).as(above).isEqualTo(200);
    }
    Answer lock = word.lock("a.docx", "ann", "Depth", "0", "Timeout", "Second-3600");
    String submitted = "(" + lock.token() + ")";
    assertThat(word.sendText("PUT", "a.docx", "two", "If", submitted).status()).isEqualTo(204);
    Answer refreshed = word.send("LOCK", "a.docx", "If", submitted, "Timeout", "Second-3600");
    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(refreshed.header("lock-token")).isEqualTo("none");
    assertThat(refreshed.text())
        .contains(lock.token().replaceAll("[<>]", ""))
        .containsPattern(HOUR);
    assertThat(word.sendText("PUT", "a.docx", "three", "If", submitted).status()).isEqualTo(204);
    Answer second = word.lock("a.docx", "bob", "Depth", "0");
    assertThat(second.status()).isEqualTo(423);
    assertThat(second.text()).contains("no-conflicting-lock");
    assertThat(word.properties("a.docx", "0", "lockdiscovery").text()).contains(">ann<");
    assertThat(word.send("UNLOCK", "a.docx", "Lock-Token", lock.token()).status()).isEqualTo(204);
    assertThat(word.properties("a.docx", "0", "lockdiscovery").text()).doesNotContain("activelock");
    assertThat(word.send("LOCK", "a.docx", "If", submitted).status()).isEqualTo(412);
    assertThat(disk.resolve("a.docx")).hasContent("three");
  }

  @Test
  void libreOfficeLocksOnlyWhereItIsToldThatItCanAndSavesByAnotherFile() {
    Client writer = client("LibreOffice 7.4 libcurl/7.88.1", "libreoffice");
    writer.sendText("PUT", "a.odt", "one");
    assertThat(writer.properties("a.odt", "0", "supportedlock", "lockdiscovery").text())
        .contains("<D:exclusive/>", "<D:write/>")
        .doesNotContain("activelock");
    Answer lock = writer.lock("a.odt", "ann", "Depth", "0", "Timeout", "Second-180");
    assertThat(writer.properties("a.odt", "0", "lockdiscovery").text())
        .contains(lock.token().replaceAll("[<>]", ""), "<D:timeout>Second-");
    assertThat(writer.sendText("PUT", "a.odt.tmp", "two").status()).isEqualTo(201);
    String submitted = "<" + writer.url("a.odt") + "> (" + lock.token() + ")";
    assertThat(
            writer
                .send("MOVE", "a.odt.tmp", "Destination", writer.url("a.odt"), "Overwrite", "T")
                .status())
        .isEqualTo(423);
    assertThat(
            writer
                .send(
                    "MOVE",
                    "a.odt.tmp",
                    "Destination",
                    writer.url("a.odt"),
                    "Overwrite",
                    "T",
                    "If",
                    submitted)
                .status())
        .isEqualTo(204);
    assertThat(disk.resolve("a.odt")).hasContent("two");
    // The lock ended with the file that it was on (RFC 4918 §9.9.3).
    assertThat(writer.sendText("PUT", "a.odt", "three").status()).isEqualTo(204);
  }

  @Test
  void gvfsFindsTheTopOfTheTree() {
    Client gvfs = client("gvfs/1.50.3", "gvfs");
    for (String path : new String[] {"", "/browse/laptop/", "/browse/"}) {
      assertThat(gvfs.send("OPTIONS", path).header("dav")).as(path).contains("1");
      assertThat(gvfs.properties(path, "1", "resourcetype").text())
          .as(path)
          .contains("<D:href>" + gvfs.path(path) + "</D:href>");
    }
    assertThat(gvfs.properties("/", "1", "resourcetype").status()).isEqualTo(405);
  }

  @Test
  void dolphinCallsTheSchemeWebdavAndCountsOnExactStatuses() {
    Client dolphin = client("Mozilla/5.0 (X11; Linux x86_64) KIO/5.103", "dolphin");
    assertThat(dolphin.send("MKCOL", "folder").status()).isEqualTo(201);
    assertThat(dolphin.sendText("PUT", "a.txt", "text").status()).isEqualTo(201);
    String there = dolphin.url("folder/b.txt").replaceFirst("^http:", "webdav:");
    assertThat(dolphin.send("COPY", "a.txt", "Destination", there, "Overwrite", "F").status())
        .isEqualTo(201);
    assertThat(dolphin.send("MOVE", "a.txt", "Destination", there, "Overwrite", "F").status())
        .isEqualTo(412);
    assertThat(dolphin.send("MOVE", "a.txt", "Destination", there, "Overwrite", "T").status())
        .isEqualTo(204);
    String asked =
        dolphin.properties("folder", "1", "resourcetype", "getcontentlength", "source").text();
    assertThat(asked.split("<D:propstat>", -1)).hasSize(1 + count(asked, "<D:status>HTTP/1.1 "));
    assertThat(dolphin.send("DELETE", "folder").status()).isEqualTo(204);
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  @Test
  void davfsLocksANameThatIsStillFreeAndStoresOverTheEmptyFileThatItGot() {
    Client davfs = client("davfs2/1.7.0 neon/0.33.0", "davfs2");
    Answer lock =
        davfs.lock("a.txt", "admin", "Depth", "0", "If-None-Match", "*", "Timeout", "Second-1800");
    assertThat(lock.status()).isEqualTo(201);
    String etag = lock.header("etag");
    assertThat(davfs.send("HEAD", "a.txt").header("etag")).isEqualTo(etag);
    Answer put =
        davfs.sendText(
            "PUT",
            "a.txt",
            "text",
            "If-Match",
            etag,
            "If",
            "<" + davfs.url("a.txt") + "> (" + lock.token() + ")");
    assertThat(put.status()).isEqualTo(204);
    assertThat(davfs.send("UNLOCK", "a.txt", "Lock-Token", lock.token()).status()).isEqualTo(204);
    assertThat(davfs.send("HEAD", "a.txt").header("etag")).isEqualTo(put.header("etag"));
    assertThat(davfs.lock("a.txt", "admin", "Depth", "0", "If-None-Match", "*").status())
        .isEqualTo(412);
    assertThat(
            davfs.sendText("PUT", "a.txt", "late", "If-Match", "W/" + put.header("etag")).status())
        .isEqualTo(412);
  }

  @Test
  void androidFindsEachFolderUnderThePathThatItAskedFor() {
    Client android = client("okhttp/4.12.0", "android #1 \u00e9");
    assertThat(android.send("OPTIONS", "").header("allow")).contains("PROPFIND", "PUT", "MOVE");
    assertThat(android.sendChunked("PUT", "a%20b.txt", "text").status()).isEqualTo(201);
    assertThat(android.send("PROPFIND", "", "Depth", "1").text())
        .contains(
            "<D:href>" + android.folder() + "</D:href>",
            "<D:href>" + android.folder() + "a%20b.txt</D:href>");
    assertThat(android.send("MOVE", "a%20b.txt", "Destination", android.url("c%20d.txt")).status())
        .isEqualTo(201);
    assertThat(disk.resolve("c d.txt")).hasContent("text");
  }
}
