package org.synchronode.http.dav.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.property.PropertyName;

class ReportReaderTest {

  @Test
  void whatChangedIsAskedByAToken() {
    assertThat(
            read(
                "<D:sync-token> http://x/sync/7 </D:sync-token><D:sync-level>1</D:sync-level>"
                    + "<D:limit><D:nresults>100</D:nresults></D:limit><D:unknown/>"
                    + "<D:prop><D:getetag/></D:prop>"))
        .isEqualTo(
            new ReportRequest.SyncCollection(
                Optional.of("http://x/sync/7"),
                false,
                OptionalInt.of(100),
                new PropfindRequest.Prop(List.of(PropertyName.dav("getetag")))));
  }

  @Test
  void whoHasNothingSendsAnEmptyToken() {
    assertThat(
            read(
                "<D:sync-token/><D:sync-level>infinite</D:sync-level><D:limit>"
                    + "<D:nresults>00099999999999</D:nresults></D:limit><D:prop/>"))
        .isEqualTo(
            new ReportRequest.SyncCollection(
                Optional.empty(), true, OptionalInt.empty(), new PropfindRequest.Prop(List.of())));
  }

  @Test
  void anotherReportIsUnknown() {
    assertThat(
            ReportReader.read(
                utf8(
                    "<c:calendar-query xmlns:c='urn:ietf:params:xml:ns:caldav'><c:x/>y"
                        + "</c:calendar-query>")))
        .isEqualTo(
            new ReportRequest.Unknown(
                new PropertyName("urn:ietf:params:xml:ns:caldav", "calendar-query")));
  }

  @Test
  void whatBreaksTheGrammarIsRefused() {
    String token = "<D:sync-token/>";
    String level = "<D:sync-level>1</D:sync-level>";
    String prop = "<D:prop/>";
    for (String inner :
        List.of(
            token + level,
            token + prop,
            level + prop,
            token + "<D:sync-level>2</D:sync-level>" + prop,
            token + level + prop + "<D:limit/>",
            token + level + prop + "<D:limit><D:nresults>0</D:nresults></D:limit>",
            token + level + prop + "<D:limit><D:nresults>-1</D:nresults></D:limit>",
            token + level + prop + "<D:limit><D:nresults>\u0661</D:nresults></D:limit>")) {
      assertThatThrownBy(() -> read(inner)).as(inner).isInstanceOf(ProblemException.class);
    }
    for (String wrong : List.of("", "<a/>x", "<a><b></a>")) {
      assertThatThrownBy(() -> ReportReader.read(utf8(wrong)))
          .as(wrong)
          .isInstanceOf(ProblemException.class);
    }
  }

  private static ReportRequest read(String inner) {
    return ReportReader.read(
        utf8("<D:sync-collection xmlns:D='DAV:'>" + inner + "</D:sync-collection>"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
