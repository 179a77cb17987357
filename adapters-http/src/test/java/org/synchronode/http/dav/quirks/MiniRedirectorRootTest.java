package org.synchronode.http.dav.quirks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.http.RawClient.Response;
import org.synchronode.http.TestNode;

class MiniRedirectorRootTest {
  private static final String WINDOWS = "User-Agent: Microsoft-WebDAV-MiniRedir/10.0.19045";

  private final TestNode node = new TestNode();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void itSeesACollectionWithTheTreeInIt() {
    Response alone = node.ask("PROPFIND", "/", WINDOWS, "Depth: 0");
    assertThat(alone.status()).isEqualTo(207);
    assertThat(alone.text())
        .contains("<D:href>/</D:href>", "<D:collection/>")
        .doesNotContain("browse");
    Response withMembers = node.ask("PROPFIND", "/", WINDOWS, "Depth: 1");
    assertThat(withMembers.text())
        .containsSubsequence("<D:href>/</D:href>", "<D:href>/browse/</D:href>", "<D:collection/>")
        .doesNotContain("laptop");
    assertThat(node.ask("OPTIONS", "/", WINDOWS, "anonymous").header("Allow"))
        .contains("GET, HEAD, OPTIONS, PROPFIND");
  }

  @Test
  void itHearsOfEachPropertyThatItAskedFor() {
    Response answer =
        node.ask(
            "PROPFIND",
            "/",
            WINDOWS,
            "Depth: 0",
            "body:<propfind xmlns='DAV:'><prop><resourcetype/><getetag/></prop></propfind>");
    assertThat(answer.text())
        .containsSubsequence("<D:resourcetype>", "200 OK", "<D:getetag/>", "404 Not Found");
  }

  @Test
  void itLogsInFirstAndDoesNotAskForEverything() {
    assertThat(node.ask("PROPFIND", "/", WINDOWS, "Depth: 0", "anonymous").status()).isEqualTo(401);
    assertThat(node.ask("PROPFIND", "/", WINDOWS).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gvfs/1.50.3", "WebDAVFS/3.0.0", "Mozilla/5.0", "DavClnt"})
  void nobodyElseSeesOne(String agent) {
    Response answer = node.ask("PROPFIND", "/", "User-Agent: " + agent, "Depth: 0");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS");
  }
}
