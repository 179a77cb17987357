package org.synchronode.http.dav.write;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.synchronode.domain.write.ContentDigest;
import org.synchronode.http.Call;
import org.synchronode.http.header.DigestFields;
import org.synchronode.http.header.OcChecksum;
import org.synchronode.http.header.OcMtime;

/** What a client says of a file beside its bytes. */
final class PutHeaders {
  private static final HeaderName OC_MTIME = HeaderNames.create("X-OC-Mtime");
  private static final HeaderName OC_CHECKSUM = HeaderNames.create("OC-Checksum");
  private static final HeaderName REPR_DIGEST = HeaderNames.create("Repr-Digest");
  private static final HeaderName CONTENT_DIGEST = HeaderNames.create("Content-Digest");

  private PutHeaders() {}

  /** The time that the file is to have. */
  static Optional<Instant> modified(Call call) {
    return call.header(OC_MTIME).flatMap(OcMtime::parse);
  }

  static void confirmModified(Call call) {
    call.response().header(OC_MTIME, "accepted");
  }

  /** Of the whole file, whatever part of it the body is (RFC 9530 §3). */
  static List<ContentDigest> ofFile(Call call) {
    return Stream.concat(
            call.header(REPR_DIGEST).map(DigestFields::parse).stream().flatMap(List::stream),
            call.header(OC_CHECKSUM).map(OcChecksum::parse).stream().flatMap(List::stream))
        .toList();
  }

  /** Of the body (RFC 9530 §2). */
  static List<ContentDigest> ofBody(Call call) {
    return call.header(CONTENT_DIGEST).map(DigestFields::parse).orElse(List.of());
  }
}
