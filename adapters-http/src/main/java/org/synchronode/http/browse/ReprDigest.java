package org.synchronode.http.browse;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.ReadFile;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.RangeRequest;
import org.synchronode.domain.read.ReadDecision;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.read.TimeCondition;
import org.synchronode.domain.write.ContentDigest;
import org.synchronode.http.Call;
import org.synchronode.http.header.DigestFields;

/**
 * The sum of a whole file, for who wants it ({@code Want-Repr-Digest}, RFC 9530 §4). It stands
 * before the bytes, so the file is read once more for it.
 */
final class ReprDigest {
  private static final HeaderName WANTED = HeaderNames.create("Want-Repr-Digest");
  private static final HeaderName TOLD = HeaderNames.create("Repr-Digest");

  private final ReadFile readFile;

  ReprDigest(ReadFile readFile) {
    this.readFile = readFile;
  }

  /**
   * Adds the header if it is wanted.
   *
   * @param state that the file is to be in; in another one, nothing is told
   */
  void add(Call call, HostId host, EntryPath path, FileState state) {
    Optional<ContentDigest.Algorithm> wanted = call.header(WANTED).flatMap(DigestFields::wanted);
    if (wanted.isPresent()) {
      digest(wanted.get(), host, path, state)
          .ifPresent(sum -> call.response().header(TOLD, DigestFields.format(sum)));
    }
  }

  private Optional<ContentDigest> digest(
      ContentDigest.Algorithm algorithm, HostId host, EntryPath path, FileState state) {
    MessageDigest sum = algorithmOf(algorithm);
    try (OpenedFile file = readFile.open(host, path, whole(state))) {
      if (!(file.decision() instanceof ReadDecision.Whole)) {
        return Optional.empty();
      }
      file.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sum));
      return Optional.of(new ContentDigest(algorithm, HexFormat.of().formatHex(sum.digest())));
    } catch (IOException e) {
      throw new UncheckedIOException("what is read goes nowhere", e);
    }
  }

  private static ReadRequest whole(FileState state) {
    return new ReadRequest(
        new TagCondition.OneOf(List.of(new TagCondition.Tag(state.etag().value(), false))),
        new TagCondition.Absent(),
        new TimeCondition.Absent(),
        new TimeCondition.Absent(),
        new RangeRequest.Whole(),
        true);
  }

  private static MessageDigest algorithmOf(ContentDigest.Algorithm algorithm) {
    try {
      return MessageDigest.getInstance(
          algorithm == ContentDigest.Algorithm.SHA_512 ? "SHA-512" : "SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has both", e);
    }
  }
}
