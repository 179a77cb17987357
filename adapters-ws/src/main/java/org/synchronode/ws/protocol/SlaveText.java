package org.synchronode.ws.protocol;

import java.util.List;
import org.synchronode.application.replication.Announcement;
import org.synchronode.domain.change.Delta;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Token;
import tools.jackson.core.JsonGenerator;

/** A slave's text messages as JSON. */
public final class SlaveText {
  private SlaveText() {}

  public static String write(SlaveMessage.AsText message) {
    return switch (message) {
      case SlaveMessage.Hello hello -> write(hello);
      case SlaveMessage.Hosts(List<Announcement> hosts) ->
          Json.object("hosts", json -> write(hosts, json));
      case SlaveMessage.Moved(HostId host, Delta delta) ->
          Json.object("delta", json -> write(host, delta, json));
      case SlaveMessage.SnapshotBegin(HostId host, ListHead head) ->
          Json.object(
              "snapshot-begin",
              json -> {
                json.writeStringProperty("host", host.value());
                write(head, json);
              });
      case SlaveMessage.SnapshotEnd(HostId host) ->
          Json.object("snapshot-end", json -> json.writeStringProperty("host", host.value()));
      case SlaveMessage.Heartbeat _ -> Json.object("heartbeat", _ -> {});
      case SlaveMessage.Goodbye(String reason) ->
          Json.object("goodbye", json -> json.writeStringProperty("reason", reason));
    };
  }

  private static String write(SlaveMessage.Hello hello) {
    return Json.object(
        "hello",
        json -> {
          json.writeNumberProperty("protocol", hello.protocol())
              .writeStringProperty("hostId", hello.host().value())
              .writeStringProperty("token", hello.token().secret())
              .writeStringProperty("name", hello.name().value())
              .writeStringProperty("version", hello.version());
          write(hello.hosts(), json);
        });
  }

  private static void write(List<Announcement> hosts, JsonGenerator json) {
    json.writeArrayPropertyStart("hosts");
    for (Announcement announcement : hosts) {
      json.writeStartObject()
          .writeStringProperty("hostId", announcement.host().value())
          .writeStringProperty("name", announcement.name().value())
          .writeBooleanProperty("online", announcement.online());
      write(announcement.head(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(ListHead head, JsonGenerator json) {
    json.writeStringProperty("indexId", head.index().value())
        .writeStringProperty("revision", head.revision().toString())
        .writeStringProperty("fingerprint", Words.write(head.fingerprint()))
        .writeNumberProperty("entries", head.entries());
  }

  /**
   * Whether a delta can be told as one text message; if not, it goes in {@link Bulk#parts parts}.
   */
  public static boolean holds(Delta delta) {
    return delta.changes().size() <= Bounds.SMALL_DELTA
        && delta.changes().stream().mapToLong(EntryBytes::size).sum() <= Bounds.SMALL_DELTA_BYTES;
  }

  private static void write(HostId host, Delta delta, JsonGenerator json) {
    json.writeStringProperty("host", host.value())
        .writeStringProperty("from", delta.from().toString())
        .writeStringProperty("to", delta.to().toString())
        .writeStringProperty("fingerprint", Words.write(delta.fingerprint()))
        .writeArrayPropertyStart("changes");
    delta.changes().forEach(change -> EntryText.write(change, json));
    json.writeEndArray();
  }

  /**
   * Reads what a slave sent.
   *
   * @throws ProtocolException when it is no message of a slave
   */
  public static SlaveMessage.AsText read(String text) {
    return Json.read(text, Bounds.TEXT, SlaveText::read);
  }

  private static SlaveMessage.AsText read(Fields fields) {
    String type = fields.text("type");
    return switch (type) {
      case "hello" ->
          new SlaveMessage.Hello(
              fields.integer("protocol", 0, Integer.MAX_VALUE),
              fields.value("hostId", HostId::new),
              fields.value("token", Token::new),
              fields.value("name", HostName::new),
              fields.text("version"),
              hosts(fields));
      case "hosts" -> new SlaveMessage.Hosts(hosts(fields));
      case "delta" ->
          new SlaveMessage.Moved(
              fields.host(),
              new Delta(
                  fields.value("from", Revision::parse),
                  fields.value("to", Revision::parse),
                  fields.list("changes", Bounds.SMALL_DELTA, EntryText::read),
                  fields.value("fingerprint", Words::fingerprint)));
      case "snapshot-begin" -> new SlaveMessage.SnapshotBegin(fields.host(), head(fields));
      case "snapshot-end" -> new SlaveMessage.SnapshotEnd(fields.host());
      case "heartbeat" -> new SlaveMessage.Heartbeat();
      case "goodbye" -> new SlaveMessage.Goodbye(fields.text("reason"));
      default -> throw Json.unknownType(type);
    };
  }

  private static List<Announcement> hosts(Fields fields) {
    return fields.list(
        "hosts",
        Bounds.HOSTS,
        host ->
            new Announcement(
                host.value("hostId", HostId::new),
                host.value("name", HostName::new),
                head(host),
                host.flag("online")));
  }

  private static ListHead head(Fields fields) {
    return new ListHead(
        fields.value("indexId", IndexId::new),
        fields.value("revision", Revision::parse),
        fields.value("fingerprint", Words::fingerprint),
        fields.number("entries", 0, Bounds.ENTRIES));
  }
}
