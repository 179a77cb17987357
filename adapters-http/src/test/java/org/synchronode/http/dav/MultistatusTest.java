package org.synchronode.http.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.dav.request.PropfindRequest;
import org.synchronode.http.dav.xml.XmlFragment;
import org.synchronode.http.path.PublicPath;

/** Dead properties in the answer to a PROPFIND. */
class MultistatusTest {
  private static final PropertyName ONE = new PropertyName("u", "one");
  private static final PropertyName TWO = new PropertyName("u", "two");
  private static final PropertyName NONE = new PropertyName("u", "none");
  private static final String FOUND = "</D:prop><D:status>HTTP/1.1 200 OK</D:status>";
  private static final String MISSING = "</D:prop><D:status>HTTP/1.1 404 Not Found</D:status>";

  @Test
  void namedOnesAreTold() throws IOException {
    assertThat(answer(new PropfindRequest.Prop(List.of(TWO, NONE))))
        .contains("<D:prop><two xmlns=\"u\">2</two>" + FOUND)
        .contains("<D:prop><x:none xmlns:x=\"u\"/>" + MISSING)
        .doesNotContain("one>");
    assertThat(answer(new PropfindRequest.Prop(List.of(ONE)))).doesNotContain(MISSING);
  }

  @Test
  void allOfThemAreToldOnce() throws IOException {
    assertThat(answer(new PropfindRequest.AllProp(List.of(TWO))))
        .contains("<one xmlns=\"u\">1</one><two xmlns=\"u\">2</two>" + FOUND)
        .doesNotContain(MISSING);
  }

  @Test
  void theirNamesAreTold() throws IOException {
    assertThat(answer(new PropfindRequest.PropName()))
        .contains("<x:one xmlns:x=\"u\"/><x:two xmlns:x=\"u\"/>" + FOUND)
        .doesNotContain(MISSING);
  }

  private static String answer(PropfindRequest request) throws IOException {
    Map<PropertyName, XmlFragment> dead = new LinkedHashMap<>();
    dead.put(ONE, new XmlFragment("<one xmlns=\"u\">1</one>"));
    dead.put(TWO, new XmlFragment("<two xmlns=\"u\">2</two>"));
    StringWriter out = new StringWriter();
    Multistatus answer = new Multistatus(out, request, false);
    answer.begin();
    answer.member(
        new Member(
            PublicPath.folder(List.of("browse")),
            "browse",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            dead,
            Optional.empty(),
            Optional.empty()));
    answer.end();
    return out.toString();
  }
}
