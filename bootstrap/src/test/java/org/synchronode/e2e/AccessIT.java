package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.e2e.kit.HttpProbe;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.RawHttp;
import org.synchronode.e2e.kit.StartedProgram;

/** Who may ask what, and what no address ever reaches. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {
  private static final String SECRET = "the secret outside of every share";

  @TempDir private static Path folder;
  private Pair pair;

  @BeforeAll
  void aPair() throws IOException {
    Path share = Files.createDirectories(folder.resolve("laptop/share/sub"));
    Files.writeString(share.resolve("file.txt"), "file");
    Files.writeString(folder.resolve("laptop/secret.txt"), SECRET);
    Files.writeString(folder.resolve("secret.txt"), SECRET);
    pair = Pair.start(folder);
    pair.awaitListed("sub", "file.txt");
  }

  @AfterAll
  void end() {
    StartedProgram.endAll();
  }

  @Test
  void meTellsWhichNodeThisIs() {
    assertThat(pair.http().text("/me"))
        .contains("\"name\":\"attic\"", "\"hostId\":\"", "\"version\":\"");
  }

  @Test
  void healthNeedsNobodyAndIsGood() {
    HttpResponse<byte[]> answer = pair.http().anonymous().get("/health");
    assertThat(answer.statusCode()).as(HttpProbe.described(answer)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/me", "/browse/", "/browse/laptop/sub/file.txt", "/nothing", "/"})
  void everythingElseNeedsAUser(String path) {
    HttpResponse<byte[]> answer = pair.http().anonymous().get(path);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    HttpProbe wrong = new HttpProbe(pair.master().url(), NodeProcess.USER, "a guess");
    assertThat(wrong.get(path).statusCode()).isEqualTo(401);
  }

  @Test
  void whoeverMayReadAnonymouslyStillCanNotWrite() {
    NodeProcess open =
        NodeProcess.startReady(
            NodeSettings.grandmaster(folder, "library").withConfig("anonymous: 'r'"));
    HttpProbe anybody = open.http().anonymous();
    assertThat(anybody.list("/browse/").names()).contains("library");
    assertThat(anybody.get("/me").statusCode()).isEqualTo(200);
    assertThat(anybody.send("PUT", "/browse/library/x.txt").statusCode()).isIn(401, 403, 405);
    open.close();
  }

  @Test
  void aMethodThatIsNotThereIsRefusedAndNotClaimed() {
    String path = "/browse/laptop/sub/file.txt";
    assertThat(pair.http().send("POST", path).statusCode()).isEqualTo(405);
    HttpResponse<byte[]> options = pair.http().send("OPTIONS", path);
    assertThat(String.join(",", options.headers().allValues("Allow")).split(" *, *"))
        .contains("GET", "PROPFIND", "PUT")
        .doesNotContain("POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "MKCOL", "COPY", "MOVE", "PROPPATCH", "LOCK"})
  void aShareIsReadOnlyUnlessItsOwnerSaysOtherwise(String method) {
    String path = "/browse/laptop/sub/file.txt";
    String before = pair.http().text(path);
    String body =
        switch (method) {
          case "PROPPATCH" ->
              "<propertyupdate xmlns='DAV:'><set><prop><x xmlns='u'>1</x></prop></set>"
                  + "</propertyupdate>";
          case "LOCK" ->
              "<lockinfo xmlns='DAV:'><lockscope><shared/></lockscope><locktype><write/></locktype>"
                  + "</lockinfo>";
          default -> "";
        };
    assertThat(
            pair.http()
                .sendText(method, path, body, "Destination", "/browse/laptop/sub/other.txt")
                .statusCode())
        .isEqualTo(403);
    assertThat(pair.http().text(path)).isEqualTo(before);
    assertThat(pair.http().get("/browse/laptop/sub/other.txt").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/browse/laptop/../secret.txt",
        "/browse/laptop/sub/../../secret.txt",
        "/browse/laptop/%2e%2e/secret.txt",
        "/browse/laptop/.%2E/secret.txt",
        "/browse/laptop/%2e%2e%2fsecret.txt",
        "/browse/laptop/..%2fsecret.txt",
        "/browse/laptop/..%5csecret.txt",
        "/browse/laptop/..\\secret.txt",
        "/browse/laptop/%252e%252e/secret.txt",
        "/browse/laptop/%c0%ae%c0%ae/secret.txt",
        "/browse/laptop/%e0%80%ae%e0%80%ae/secret.txt",
        "/browse/laptop/%uff0e%uff0e/secret.txt",
        "/browse/laptop/..;/secret.txt",
        "/browse/laptop/..;x=y/secret.txt",
        "/browse/laptop/%00/../../secret.txt",
        "/browse/laptop/sub/file.txt%00.jpg",
        "/browse/laptop//../secret.txt",
        "/browse/laptop/./../secret.txt",
        "/browse/laptop/%2fetc%2fpasswd",
        "/browse/laptop//etc/passwd",
        "/browse/%2e%2e/%2e%2e/etc/passwd",
        "/browse/../config.js",
        "/../../../../etc/passwd",
        "/browse/laptop/.synchronode/",
        "/browse/laptop/%ff%fe/secret.txt",
        "/browse/laptop/%zz",
        "/browse/laptop/%",
        "http://localhost/browse/laptop/../secret.txt"
      })
  void noAddressLeavesTheShare(String target) {
    for (String version : List.of("HTTP/1.1", "HTTP/1.0")) {
      RawHttp.Answer answer = pair.raw().get(target, version);
      assertThat(answer.status()).as(answer.head()).isIn(400, 404);
      assertThat(answer.body()).doesNotContain(SECRET).doesNotContain("root:");
    }
  }

  @Test
  void theAccessLogHasNoCredentials() {
    pair.http().text("/me");
    String log = pair.master().program().err() + "\n" + pair.master().program().out();
    assertThat(log)
        .doesNotContain(NodeProcess.PASSWORD)
        .doesNotContain(pair.http().authorization());
    assertThat(new String(pair.http().get("/me").body(), StandardCharsets.UTF_8))
        .doesNotContain(NodeProcess.PASSWORD);
  }
}
