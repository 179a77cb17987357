package org.synchronode.ws.relay;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.user.UserName;
import org.synchronode.domain.write.ContentDigest;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.TreeWrite;
import org.synchronode.domain.write.UploadKey;
import org.synchronode.domain.write.Written;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be written, and what came of a change, as fields of messages; what is absent is left
 * out. Reading throws {@link RuntimeException}s of the kinds that {@link ExchangeCodec#read} turns
 * into a violation.
 */
final class WriteCodec {
  private static final int MOST_DIGESTS = 16;

  private WriteCodec() {}

  static void write(FileWrite write, ObjectNode json) {
    Fields.putPath(write.path(), json, "path");
    write.length().ifPresent(length -> json.put("length", length));
    write.modified().ifPresent(modified -> json.put("modified", modified.toString()));
    putDigests(write.digests(), json, "digests");
    GuardCodec.write(write.guard(), json.putObject("guard"));
  }

  static FileWrite readWrite(JsonNode json) {
    return new FileWrite(
        Fields.path(json, "path"),
        json.has("length") ? OptionalLong.of(Fields.size(json, "length")) : OptionalLong.empty(),
        instant(json, "modified"),
        digests(json, "digests"),
        GuardCodec.read(Fields.object(json, "guard")));
  }

  static void write(PartWrite write, ObjectNode json) {
    write(write.whole(), json);
    ObjectNode part = json.putObject("part");
    part.put("offset", write.range().offset()).put("length", write.range().length());
    putDigests(write.digests(), part, "digests");
  }

  static PartWrite readPartWrite(JsonNode json) {
    JsonNode part = Fields.object(json, "part");
    return new PartWrite(
        readWrite(json),
        new ByteRange(Fields.size(part, "offset"), Fields.size(part, "length")),
        digests(part, "digests"));
  }

  static void write(UploadKey upload, ObjectNode json) {
    Fields.putPath(upload.path(), json, "path");
    json.put("length", upload.total()).put("user", upload.user().value());
  }

  static UploadKey readUpload(JsonNode json) {
    return new UploadKey(
        Fields.path(json, "path"),
        Fields.size(json, "length"),
        new UserName(Fields.text(json, "user")));
  }

  static void write(TreeWrite write, ObjectNode json) {
    Fields.putPath(write.path(), json, "path");
    json.put("overwrite", write.overwrite());
    GuardCodec.write(write.guard(), json.putObject("guard"));
  }

  static TreeWrite readTreeWrite(JsonNode json) {
    return new TreeWrite(
        Fields.path(json, "path"),
        Fields.truth(json, "overwrite"),
        GuardCodec.read(Fields.object(json, "guard")));
  }

  static void write(Written written, ObjectNode json) {
    json.put("revision", written.revision().toString()).put("created", written.created());
    written.file().ifPresent(file -> Fields.putState(file, json.putObject("file")));
    written.lock().ifPresent(granted -> putLock(granted, json.putObject("lock")));
  }

  static Written readWritten(JsonNode json) {
    return new Written(
        Revision.parse(Fields.text(json, "revision")),
        Fields.truth(json, "created"),
        json.has("file")
            ? Optional.of(Fields.state(Fields.object(json, "file")))
            : Optional.empty(),
        json.has("lock") ? Optional.of(lock(Fields.object(json, "lock"))) : Optional.empty());
  }

  static Optional<Instant> instant(JsonNode json, String field) {
    return json.has(field)
        ? Optional.of(Instant.parse(Fields.text(json, field)))
        : Optional.empty();
  }

  static void putScope(Lock.Scope scope, ObjectNode json) {
    json.put("scope", scope.name().toLowerCase(Locale.ROOT));
  }

  static Lock.Scope scope(JsonNode json) {
    return switch (Fields.text(json, "scope")) {
      case "exclusive" -> Lock.Scope.EXCLUSIVE;
      case "shared" -> Lock.Scope.SHARED;
      default -> throw new IllegalArgumentException("a lock is exclusive or shared");
    };
  }

  private static void putLock(Written.Granted granted, ObjectNode json) {
    Lock lock = granted.lock();
    Fields.putPath(granted.root(), json, "root");
    putScope(lock.scope(), json);
    json.put("token", lock.token().uri())
        .put("deep", lock.deep())
        .put("owner", lock.owner())
        .put("holder", lock.holder().value())
        .put("expires", lock.expires().toString());
  }

  private static Written.Granted lock(JsonNode json) {
    return new Written.Granted(
        Fields.path(json, "root"),
        new Lock(
            new LockToken(Fields.text(json, "token")),
            scope(json),
            Fields.truth(json, "deep"),
            Fields.text(json, "owner"),
            new UserName(Fields.text(json, "holder")),
            Instant.parse(Fields.text(json, "expires"))));
  }

  private static void putDigests(List<ContentDigest> digests, ObjectNode json, String field) {
    if (digests.size() > MOST_DIGESTS) {
      throw new IllegalArgumentException("at most " + MOST_DIGESTS + " digests");
    }
    ArrayNode array = json.putArray(field);
    for (ContentDigest digest : digests) {
      array.addObject().put("algorithm", nameOf(digest.algorithm())).put("hex", digest.hex());
    }
  }

  private static List<ContentDigest> digests(JsonNode json, String field) {
    return Fields.list(json, field, MOST_DIGESTS, WriteCodec::digest);
  }

  private static ContentDigest digest(JsonNode json) {
    String name = Fields.text(json, "algorithm");
    return Stream.of(ContentDigest.Algorithm.values())
        .filter(algorithm -> nameOf(algorithm).equals(name))
        .map(algorithm -> new ContentDigest(algorithm, Fields.text(json, "hex")))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("an unknown algorithm"));
  }

  private static String nameOf(ContentDigest.Algorithm algorithm) {
    return algorithm.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
