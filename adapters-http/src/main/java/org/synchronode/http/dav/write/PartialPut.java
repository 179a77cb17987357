package org.synchronode.http.dav.write;

import io.helidon.http.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.UploadKey;
import org.synchronode.http.Call;
import org.synchronode.http.UploadOffset;
import org.synchronode.http.browse.Place;
import org.synchronode.http.header.ContentRange;

/**
 * PUT with {@code Content-Range} (RFC 9110 §14.5), in three forms: {@code a-b/length} is a part of
 * an upload, as curl sends it; {@code a-b/*} replaces bytes of the file that stands there, as
 * Apache's clients mean it; {@code *}{@code /length} asks how much of an upload is held. What is
 * held is told by the name that the Internet draft of resumable uploads has for it.
 */
final class PartialPut {
  private final Guards guards;
  private final Owners owners;

  PartialPut(Guards guards, Owners owners) {
    this.guards = guards;
    this.owners = owners;
  }

  void answer(Call call, Place.InShare place, ContentRange range) {
    switch (range) {
      case ContentRange.Part part -> write(call, place, part);
      case ContentRange.NoBytes(long complete) -> ask(call, place, complete);
    }
  }

  private void write(Call call, Place.InShare place, ContentRange.Part part) {
    RequestBody body = new RequestBody(call);
    if (body.length().orElse(part.range().length()) != part.range().length()) {
      throw new ProblemException(
          new Problem.BadRequest("Content-Range names another number of bytes than there are."));
    }
    FileWrite whole =
        new FileWrite(
            place.path(),
            part.complete(),
            PutHeaders.modified(call),
            PutHeaders.ofFile(call),
            guards.of(call, place));
    PartWritten outcome =
        owners.writePart(
            call, place, new PartWrite(whole, part.range(), PutHeaders.ofBody(call)), body);
    body.closeIfEndIsMissing();
    switch (outcome) {
      case PartWritten.Held(long bytes) -> held(call, bytes);
      case PartWritten.Complete(var written) -> PutMethod.answer(call, written);
    }
  }

  private void ask(Call call, Place.InShare place, long complete) {
    requireNoBytes(new RequestBody(call));
    held(
        call,
        owners.held(
            call, place, new UploadKey(place.path(), complete, guards.of(call, place).user())));
  }

  private static void requireNoBytes(RequestBody body) {
    ProblemException refused =
        new ProblemException(
            new Problem.BadRequest("Content-Range with * for the bytes comes without any."));
    if (body.length().equals(OptionalLong.of(0))) {
      return;
    }
    try {
      body.transferTo(
          new OutputStream() {
            @Override
            public void write(int one) {
              throw refused;
            }
          });
    } catch (IOException e) {
      throw new ProblemException(refused.problem(), e);
    }
  }

  private static void held(Call call, long bytes) {
    UploadOffset.tell(call.response(), bytes);
    Changed.answer(call, Status.ACCEPTED_202);
  }
}
