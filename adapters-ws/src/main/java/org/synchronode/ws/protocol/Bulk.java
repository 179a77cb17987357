package org.synchronode.ws.protocol;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.synchronode.domain.change.Change;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.property.DeadProperty;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * The parts of long lists: CBOR without names, everything in its place, deflated. A part is an
 * array: what it is, the host, and for a delta {@code from, to, fingerprint, part, last}; then the
 * array of its entries.
 */
public final class Bulk {
  private static final String DELTA = "delta";
  private static final String SNAPSHOT = "snapshot";

  private static final CBORFactory FACTORY =
      CBORFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(6)
                  .maxStringLength(DeadProperty.LONGEST)
                  .maxNumberLength(32)
                  .maxTokenCount(Bounds.INFLATED / 4)
                  .build())
          .build();

  private Bulk() {}

  public static byte[] write(SlaveMessage.MovedPart part) {
    return cbor(
        json -> {
          json.writeString(DELTA)
              .writeString(part.host().value())
              .writeNumber(part.from().value())
              .writeNumber(part.to().value())
              .writeNumber(part.fingerprint().value())
              .writeNumber(part.part())
              .writeBoolean(part.last())
              .writeStartArray();
          part.changes().forEach(change -> EntryBytes.write(change, json));
          json.writeEndArray();
        });
  }

  public static byte[] write(SlaveMessage.SnapshotPart part) {
    return cbor(
        json -> {
          json.writeString(SNAPSHOT).writeString(part.host().value()).writeStartArray();
          part.entries().forEach(entry -> EntryBytes.write(entry, json));
          json.writeEndArray();
        });
  }

  private static byte[] cbor(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartArray();
      content.accept(json);
      json.writeEndArray();
    }
    return Compression.deflate(bytes.toByteArray());
  }

  /**
   * Reads a binary message of a slave.
   *
   * @throws ProtocolException when it is none
   */
  public static SlaveMessage read(byte[] message) {
    if (message.length > Bounds.BINARY) {
      throw new ProtocolException("a part of at most " + Bounds.BINARY + " bytes expected");
    }
    byte[] bytes = Compression.inflate(message, Bounds.INFLATED);
    try (CborFields in =
        new CborFields(FACTORY.createParser(ObjectReadContext.empty(), bytes, 0, bytes.length))) {
      in.beginArray();
      SlaveMessage read =
          switch (in.text()) {
            case DELTA -> delta(in);
            case SNAPSHOT ->
                new SlaveMessage.SnapshotPart(host(in), in.list(Bounds.PART, EntryBytes::entry));
            default -> throw new ProtocolException("unknown kind of part");
          };
      in.endArray();
      in.end();
      return read;
    } catch (ProtocolException e) {
      throw e;
    } catch (RuntimeException e) {
      // The parser of a binary format meets garbage in many ways, not all of them its own.
      throw new ProtocolException("not the CBOR expected");
    }
  }

  private static SlaveMessage delta(CborFields in) {
    return new SlaveMessage.MovedPart(
        host(in),
        new Revision(in.number()),
        new Revision(in.number()),
        new Fingerprint(in.number()),
        (int) Math.min(Integer.MAX_VALUE, Math.max(-1, in.number())),
        in.flag(),
        in.list(Bounds.PART, EntryBytes::change));
  }

  private static HostId host(CborFields in) {
    return new HostId(in.text());
  }

  /** Cuts changes into parts that keep the bounds. */
  public static List<List<Change>> parts(List<Change> changes) {
    List<List<Change>> parts = new ArrayList<>();
    int size = 0;
    List<Change> part = new ArrayList<>();
    for (Change change : changes) {
      int more = EntryBytes.size(change);
      if (part.size() == Bounds.PART || size + more > EntryBytes.PART_SIZE) {
        parts.add(part);
        part = new ArrayList<>();
        size = 0;
      }
      part.add(change);
      size += more;
    }
    parts.add(part);
    return parts;
  }
}
