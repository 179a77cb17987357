package org.synchronode.http.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryName;

class PathsTest {

  @Property
  void whatIsEncodedIsDecodedToTheSame(@ForAll @Size(max = 5) List<String> names) {
    List<String> segments = names.stream().filter(PathsTest::canBeAName).toList();

    String folder = PublicPath.folder(segments).text();

    assertThat(folder).matches("[\\x21-\\x7e]*");
    assertThat(RequestPath.parse(folder)).isEqualTo(new RequestPath(segments, true));
    if (!segments.isEmpty()) {
      assertThat(RequestPath.parse(PublicPath.file(segments).text()))
          .isEqualTo(new RequestPath(segments, false));
    }
  }

  @Property
  void whateverComesIsReadOrRefused(@ForAll String raw) {
    onlyItsOwnError("/" + raw);
    onlyItsOwnError(raw);
  }

  @Property
  void whateverIsPercentEncodedIsReadOrRefused(@ForAll byte[] bytes) {
    StringBuilder raw = new StringBuilder("/");
    for (byte b : bytes) {
      raw.append(String.format("%%%02x", b));
    }
    onlyItsOwnError(raw.toString());
  }

  private static void onlyItsOwnError(String raw) {
    try {
      RequestPath path = RequestPath.parse(raw);
      assertThat(path.segments())
          .allSatisfy(
              segment ->
                  assertThat(segment).isNotEmpty().isNotIn(".", "..").doesNotContain("/", "\0"));
    } catch (ProblemException e) {
      assertThat(e.problem()).isInstanceOf(Problem.BadRequest.class);
    }
  }

  private static boolean canBeAName(String text) {
    try {
      return !new EntryName(text).equals(EntryName.OF_ROOT);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  @Test
  void eachSegmentIsDecodedOnce() {
    assertThat(RequestPath.parse("/a%2525b/c;d+e").segments()).containsExactly("a%25b", "c;d+e");
    assertThat(RequestPath.parse("/[a]|\"<>").segments()).containsExactly("[a]|\"<>");
    assertThat(RequestPath.parse("http://example.org:80/a/b")).isEqualTo(RequestPath.parse("/a/b"));
    assertThat(RequestPath.parse("https://example.org").segments()).isEmpty();
  }

  @Test
  void whatCouldClimbOrBeReadInTwoWaysIsRefused() {
    for (String raw :
        new String[] {
          "",
          "a",
          "*",
          "//",
          "//a",
          "/a//b",
          "/a//",
          "/.",
          "/..",
          "/a/../b",
          "/%2e%2e/x",
          "/.%2E/x",
          "/%2e",
          "/a%2fb",
          "/a%2Fb",
          "/a%00b",
          "/%ff",
          "/%c0%ae%c0%ae/x",
          "/%ed%a0%80",
          "/%",
          "/%4",
          "/%zz",
          "/%+1",
          "/a b",
          "/\u00e9",
          "/\ufffd",
          "/%e0%80%af",
          "/%\uff11\uff11"
        }) {
      assertThatThrownBy(() -> RequestPath.parse(raw)).as(raw).isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void namesAreEncodedByTheTableAndNeverNormalised() {
    assertThat(PublicPath.file(List.of("a;b c#d?e%f[g]")).text())
        .isEqualTo("/a%3Bb%20c%23d%3Fe%25f%5Bg%5D");
    assertThat(PublicPath.file(List.of("-._~!$&'()*+,=:@")).text()).isEqualTo("/-._~!$&'()*+,=:@");
    assertThat(PublicPath.file(List.of("e\u0301")).text()).isEqualTo("/e%CC%81");
    assertThat(PublicPath.file(List.of("\u00e9")).text()).isEqualTo("/%C3%A9");
    assertThat(PublicPath.folder(List.of("browse")).folder("\ud83d\ude00").text())
        .isEqualTo("/browse/%F0%9F%98%80/");
  }
}
