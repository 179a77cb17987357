package org.synchronode.http.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.http.path.OwnAddresses.Elsewhere;
import org.synchronode.http.path.OwnAddresses.Here;
import org.synchronode.http.path.OwnAddresses.Target;

class OwnAddressesTest {
  private static final RequestPath FILE =
      new RequestPath(List.of("browse", "laptop", "a b"), false);

  private final OwnAddresses plain =
      new OwnAddresses(List.of(OwnAddress.of(URI.create("https://example.org/"))));

  private final OwnAddresses prefixed =
      new OwnAddresses(List.of(OwnAddress.of(URI.create("https://example.org/my%20files/"))));

  @Test
  void everyFormOfOurOwnAddressLeadsHere() {
    for (String url :
        List.of(
            "https://example.org/browse/laptop/a%20b",
            "http://example.org/browse/laptop/a%20b",
            "webdav://example.org/browse/laptop/a%20b",
            "webdavs://EXAMPLE.org/browse/laptop/a%20b",
            "https://example.org:443/browse/laptop/a%20b",
            "http://example.org:80/browse/laptop/a%20b",
            "https://example.org:/browse/laptop/a%20b",
            "https://user:secret@example.org/browse/laptop/a%20b",
            "HTTPS://example.org/browse/%6Captop/a%20b",
            " /browse/laptop/a%20b ")) {
      assertThat(plain.find(url)).as(url).isEqualTo(new Here(FILE));
    }
    assertThat(plain.find("https://example.org")).isEqualTo(here(List.of(), true));
    assertThat(plain.find("/browse/x/")).isEqualTo(here(List.of("browse", "x"), true));
    assertThat(plain.find("/browse/a%2525b")).isEqualTo(here(List.of("browse", "a%25b"), false));
  }

  @Test
  void otherServersAreElsewhere() {
    for (String url :
        List.of(
            "https://example.com/browse/laptop/a",
            "https://example.org:8443/browse/laptop/a",
            "https://example.org.evil.net/browse/laptop/a",
            "https://example.org@evil.net/browse/laptop/a",
            "https://[::1]/browse/laptop/a",
            "https://example.com/%ff",
            "ftp://example.org/browse/laptop/a",
            "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6")) {
      assertThat(plain.find(url)).as(url).isEqualTo(new Elsewhere());
    }
  }

  @Test
  void whatCanBeReadInTwoWaysIsRefused() {
    for (String url :
        List.of(
            "",
            "a",
            "a/b",
            "//example.org/browse/a",
            "http:/browse/a",
            "http:///browse/a",
            "http://example.org:99999/a",
            "http://example.org:8o/a",
            "http://exa mple.org/a",
            "http://evil.net\\@example.org/a",
            "https://example.org/browse/a#b",
            "https://example.org/browse/a?b",
            "https://example.org/browse/../a",
            "https://example.org/browse/%2e%2e/a",
            "https://example.org/browse/a%2Fb",
            "https://example.org/browse//a",
            "https://example.org/browse/\u00e9",
            "/browse/a b",
            "/browse/%ff",
            "/" + "a".repeat(70_000))) {
      assertThatThrownBy(() -> plain.find(url)).as(url).isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void aPublicPrefixIsTakenAway() {
    for (String url :
        List.of(
            "https://example.org/my%20files/browse/laptop/a%20b",
            "/my%20files/browse/laptop/a%20b", "/%6dy%20files/browse/laptop/a%20b")) {
      assertThat(prefixed.find(url)).as(url).isEqualTo(new Here(FILE));
    }
    assertThat(prefixed.find("/my%20files/")).isEqualTo(here(List.of(), true));
    assertThat(prefixed.find("/my%20files")).isEqualTo(here(List.of(), true));
    assertThat(prefixed.find("/my%20filesystem/x")).isEqualTo(new Elsewhere());
    assertThat(prefixed.find("https://example.org/browse/a")).isEqualTo(new Elsewhere());
  }

  @Test
  void severalAddressesAreAllOurs() {
    OwnAddresses several =
        new OwnAddresses(
            List.of(
                OwnAddress.of("[::1]:3000", ""),
                OwnAddress.of("192.0.2.1:80", "/"),
                OwnAddress.of("example.org", "/files")));
    for (String url :
        List.of(
            "http://[::1]:3000/browse/laptop/a%20b",
            "http://192.0.2.1/browse/laptop/a%20b",
            "https://example.org/files/browse/laptop/a%20b",
            "/files/browse/laptop/a%20b",
            "/browse/laptop/a%20b")) {
      assertThat(several.find(url)).as(url).isEqualTo(new Here(FILE));
    }
    assertThat(several.find("http://[::1]/browse/a")).isEqualTo(new Elsewhere());
    assertThat(new OwnAddresses(List.of()).find("/browse/laptop/a%20b")).isEqualTo(new Here(FILE));
    assertThat(new OwnAddresses(List.of()).find("http://example.org/browse/laptop/a"))
        .isEqualTo(new Elsewhere());
  }

  @Test
  void aHostThatIsNoneIsRefused() {
    for (String host : List.of("", "a b", "a:b", "[::1", "a/b", ":80")) {
      assertThatThrownBy(() -> OwnAddress.of(host, ""))
          .as(host)
          .isInstanceOf(ProblemException.class);
    }
  }

  @Provide
  Arbitrary<String> nearlyUrls() {
    return Arbitraries.of(
            "http",
            "s",
            ":",
            "//",
            "/",
            "example.org",
            "@",
            "80",
            "443",
            "99999",
            "[",
            "::1",
            "]",
            "%",
            "%41",
            "%2e",
            "..",
            "#",
            "?",
            "\\",
            " ",
            "a",
            "\u00e9",
            "\n",
            "webdav",
            "my%20files")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  @Property
  void whateverComesIsJudgedOrRefused(@ForAll("nearlyUrls") String near, @ForAll String any) {
    for (String url : List.of(near, any, "https://example.org/" + near, "/my%20files/" + any)) {
      for (OwnAddresses own : List.of(plain, prefixed)) {
        try {
          if (own.find(url) instanceof Here(RequestPath path)) {
            assertThat(path.segments()).doesNotContain("", ".", "..");
          }
        } catch (ProblemException e) {
          assertThat(e.problem()).isInstanceOf(Problem.BadRequest.class);
        }
      }
      try {
        OwnAddress.of(near, any);
      } catch (ProblemException e) {
        assertThat(e.problem()).isInstanceOf(Problem.BadRequest.class);
      }
    }
  }

  private static Target here(List<String> segments, boolean trailingSlash) {
    return new Here(new RequestPath(segments, trailingSlash));
  }
}
