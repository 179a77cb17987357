package org.synchronode.http.browse;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.ReadFile;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.read.ReadDecision;
import org.synchronode.http.Call;
import org.synchronode.http.ResponseBody;
import org.synchronode.http.header.ContentDisposition;
import org.synchronode.http.header.HttpDate;

/**
 * A file's bytes, or what its owner decided instead of them. Length and validators are those that
 * the owner saw when it opened the file; if it can't keep to them, the connection is closed before
 * the last byte.
 */
public final class FileAnswer {
  private final ReadFile readFile;
  private final ReadRequests requests;
  private final ReprDigest digests;

  public FileAnswer(ReadFile readFile, InstantSource clock) {
    this.readFile = readFile;
    this.requests = new ReadRequests(clock);
    this.digests = new ReprDigest(readFile);
  }

  void answer(Call call, HostId host, EntryPath path) {
    try (OpenedFile file = readFile.open(host, path, requests.of(call))) {
      FileState state = file.state();
      ServerResponse response = call.response();
      response
          .header(HeaderNames.ETAG, state.etag().quoted())
          .header(HeaderNames.LAST_MODIFIED, HttpDate.format(state.modified()))
          .header(HeaderNames.ACCEPT_RANGES, "bytes")
          .header(HeaderNames.CACHE_CONTROL, "no-cache, private");
      switch (file.decision()) {
        case ReadDecision.Whole _ -> {
          describe(response, path.name());
          digests.add(call, host, path, state);
          send(call, file, Status.OK_200, ByteRange.whole(state.size()));
        }
        case ReadDecision.Part(ByteRange range) -> {
          describe(response, path.name());
          digests.add(call, host, path, state);
          response.header(
              HeaderNames.CONTENT_RANGE,
              "bytes %d-%d/%d"
                  .formatted(range.offset(), range.offset() + range.length() - 1, state.size()));
          send(call, file, Status.PARTIAL_CONTENT_206, range);
        }
        case ReadDecision.NotModified _ -> sendNothing(response, Status.NOT_MODIFIED_304);
        case ReadDecision.PreconditionFailed _ ->
            sendNothing(response, Status.PRECONDITION_FAILED_412);
        case ReadDecision.NotSatisfiable _ -> {
          response.header(HeaderNames.CONTENT_RANGE, "bytes */" + state.size());
          sendNothing(response, Status.REQUESTED_RANGE_NOT_SATISFIABLE_416);
        }
      }
    }
  }

  /** Files come from other people's machines: nothing in them may run in the name of this page. */
  private static void describe(ServerResponse response, EntryName name) {
    String type = MediaTypes.of(name);
    response
        .header(HeaderNames.CONTENT_TYPE, type)
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header(
            HeaderNames.CONTENT_DISPOSITION,
            MediaTypes.shown(type)
                ? ContentDisposition.inline(name.value())
                : ContentDisposition.attachment(name.value()));
  }

  private static void sendNothing(ServerResponse response, Status status) {
    response.status(status).send();
  }

  private static void send(Call call, OpenedFile file, Status status, ByteRange range) {
    ServerResponse response = call.response();
    response.status(status);
    response.header(HeaderNames.CONTENT_LENGTH, Long.toString(range.length()));
    if (call.isHead()) {
      response.send();
      return;
    }
    ResponseBody body = new ResponseBody(response);
    try {
      file.transferTo(body);
    } catch (IOException e) {
      throw ResponseBody.broken(e);
    } catch (RuntimeException e) {
      // Nothing is sent yet: there is still a status to tell it with.
      throw body.started() ? ResponseBody.broken(e) : e;
    }
    if (body.count() != range.length()) {
      throw ResponseBody.broken(
          new IllegalStateException("the owner sent another length than it promised"));
    }
    body.complete();
  }
}
