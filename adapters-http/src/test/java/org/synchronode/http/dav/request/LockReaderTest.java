package org.synchronode.http.dav.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.lock.Lock;
import org.synchronode.http.dav.xml.XmlFragment;

class LockReaderTest {

  @Test
  void theOwnerIsKeptAsSent() {
    assertThat(
            read(
                "<?xml version='1.0'?><D:lockinfo xmlns:D='DAV:'><D:lockscope><D:exclusive/>"
                    + "</D:lockscope><D:locktype><D:write/></D:locktype><D:owner>"
                    + "<D:href>http://www.apple.com/webdav_fs/</D:href></D:owner></D:lockinfo>"))
        .isEqualTo(
            new LockRequest.Create(
                Lock.Scope.EXCLUSIVE,
                Optional.of(
                    new XmlFragment(
                        "<D:owner xmlns:D=\"DAV:\"><D:href>http://www.apple.com/webdav_fs/"
                            + "</D:href></D:owner>"))));
  }

  @Test
  void anOwnerNeedsNotBeTold() {
    assertThat(
            read(
                "<lockinfo xmlns='DAV:'><locktype><write/></locktype><x/>"
                    + "<lockscope><shared/></lockscope></lockinfo>"))
        .isEqualTo(new LockRequest.Create(Lock.Scope.SHARED, Optional.empty()));
  }

  @Test
  void anEmptyBodyRefreshes() {
    assertThat(read("")).isEqualTo(new LockRequest.Refresh());
  }

  @Test
  void whatIsNoLockinfoIsRefused() {
    String scope = "<lockscope><exclusive/></lockscope>";
    String type = "<locktype><write/></locktype>";
    for (String inner :
        List.of(
            "",
            scope,
            type,
            "<lockscope/>" + type,
            scope + "<locktype><read/></locktype>",
            "<lockscope><other/></lockscope>" + type,
            "<lockscope><exclusive/><shared/></lockscope>" + type,
            scope + type + scope,
            scope + type + "<owner/><owner/>",
            scope + type + "<owner>" + "x".repeat(17_000) + "</owner>",
            scope + type + "<owner>")) {
      assertThatThrownBy(() -> read("<lockinfo xmlns='DAV:'>" + inner + "</lockinfo>"))
          .as(inner)
          .isInstanceOf(ProblemException.class);
    }
    assertThatThrownBy(() -> read("<lockinfo>" + scope + type + "</lockinfo>"))
        .isInstanceOf(ProblemException.class);
  }

  private static LockRequest read(String body) {
    return LockReader.read(body.getBytes(StandardCharsets.UTF_8));
  }
}
