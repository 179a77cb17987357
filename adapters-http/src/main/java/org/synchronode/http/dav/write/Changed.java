package org.synchronode.http.dav.write;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import org.synchronode.domain.write.Written;
import org.synchronode.http.Call;
import org.synchronode.http.header.HttpDate;

/** Tells that something was changed. */
final class Changed {
  private Changed() {}

  /** With the validators of the file that stands there now, if it is one. */
  static void answer(Call call, Written written, Status status) {
    written
        .file()
        .ifPresent(
            state ->
                call.response()
                    .header(HeaderNames.ETAG, state.etag().quoted())
                    .header(HeaderNames.LAST_MODIFIED, HttpDate.format(state.modified())));
    answer(call, status);
  }

  /** Without a body. */
  static void answer(Call call, Status status) {
    call.response().status(status).send();
  }
}
