package org.synchronode.application.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.UploadKey;

/** Files that come in parts, in memory: the rules, without conditions and digests. */
public final class InMemoryParts {
  private final Map<EntryPath, byte[]> files = new HashMap<>();
  private final Map<UploadKey, byte[]> held = new HashMap<>();

  public Optional<byte[]> content(EntryPath path) {
    return Optional.ofNullable(files.get(path));
  }

  public long held(UploadKey upload) {
    return held.getOrDefault(upload, new byte[0]).length;
  }

  /** How much is held then; nothing when the file stands in its place. */
  public OptionalLong write(PartWrite part, FileBody body) {
    long offset = part.range().offset();
    if (part.upload().isEmpty()) {
      byte[] old = files.getOrDefault(part.whole().path(), new byte[0]);
      require(offset <= old.length, old.length);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      received(part, body, bytes);
      byte[] patched = Arrays.copyOf(old, (int) Math.max(old.length, part.end()));
      System.arraycopy(bytes.toByteArray(), 0, patched, (int) offset, bytes.size());
      files.put(part.whole().path(), patched);
      return OptionalLong.empty();
    }
    UploadKey upload = part.upload().get();
    require(offset == 0 || offset == held(upload), held(upload));
    byte[] before = offset == 0 ? new byte[0] : held.getOrDefault(upload, new byte[0]);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(before);
    boolean taken = false;
    try {
      taken = received(part, body, bytes);
    } finally {
      held.put(upload, taken ? bytes.toByteArray() : before);
    }
    if (bytes.size() != part.end()) {
      throw new ProblemException(new Problem.BadRequest("it broke off"));
    }
    if (part.end() < upload.total()) {
      return OptionalLong.of(part.end());
    }
    files.put(upload.path(), bytes.toByteArray());
    held.remove(upload);
    return OptionalLong.empty();
  }

  private static void require(boolean fits, long offset) {
    if (!fits) {
      throw new ProblemException(new Problem.RangeNotSatisfiable("begin elsewhere", offset));
    }
  }

  /** Whether it can go on later, if not all came. */
  private static boolean received(PartWrite part, FileBody body, ByteArrayOutputStream bytes) {
    int before = bytes.size();
    try {
      body.transferTo(bytes);
    } catch (BodyBroken e) {
      if (part.upload().isPresent()) {
        return true;
      }
      throw new ProblemException(new Problem.BadRequest("it broke off"), e);
    } catch (IOException e) {
      throw new ProblemException(new Problem.OwnerFailed("it failed"), e);
    }
    if (bytes.size() - before != part.range().length()) {
      throw new ProblemException(new Problem.BadRequest("another length than told"));
    }
    return true;
  }
}
