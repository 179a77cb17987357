package org.synchronode.ws.protocol;

import java.util.List;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import tools.jackson.core.JsonGenerator;

/** A master's messages as JSON. */
public final class MasterText {
  private static final int A_DAY = 86_400;

  private MasterText() {}

  public static String write(MasterMessage message) {
    return switch (message) {
      case MasterMessage.Welcome welcome ->
          Json.object(
              "welcome",
              json -> {
                json.writeStringProperty("masterId", welcome.master().value())
                    .writeNumberProperty("heartbeatSeconds", welcome.heartbeatSeconds())
                    .writeNumberProperty("leaseSeconds", welcome.leaseSeconds());
                write(welcome.claims(), json);
              });
      case MasterMessage.Claims(List<ClaimAnswer> claims) ->
          Json.object("claims", json -> write(claims, json));
      case MasterMessage.Refused(String code, String why) ->
          Json.object(
              "refused",
              json -> json.writeStringProperty("code", code).writeStringProperty("message", why));
      case MasterMessage.Ack(HostId host, Revision revision) ->
          Json.object(
              "ack",
              json ->
                  json.writeStringProperty("host", host.value())
                      .writeStringProperty("revision", revision.toString()));
      case MasterMessage.Gap(HostId host, IndexId index, Revision revision) ->
          Json.object(
              "gap",
              json ->
                  json.writeStringProperty("host", host.value())
                      .writeStringProperty("indexId", index.value())
                      .writeStringProperty("revision", revision.toString()));
      case MasterMessage.Resync(HostId host, String reason) ->
          Json.object(
              "resync",
              json ->
                  json.writeStringProperty("host", host.value())
                      .writeStringProperty("reason", reason));
      case MasterMessage.Taken(long parts) ->
          Json.object("taken", json -> json.writeNumberProperty("parts", parts));
      case MasterMessage.Channels(int wanted) ->
          Json.object("channels", json -> json.writeNumberProperty("wanted", wanted));
      case MasterMessage.Heartbeat _ -> Json.object("heartbeat", _ -> {});
      case MasterMessage.Goodbye(String reason, int retrySeconds) ->
          Json.object(
              "goodbye",
              json ->
                  json.writeStringProperty("reason", reason)
                      .writeNumberProperty("retrySeconds", retrySeconds));
    };
  }

  private static void write(List<ClaimAnswer> claims, JsonGenerator json) {
    json.writeArrayPropertyStart("claims");
    for (ClaimAnswer claim : claims) {
      json.writeStartObject().writeStringProperty("hostId", claim.host().value());
      switch (claim) {
        case ClaimAnswer.Known(_, IndexId index, Revision revision) ->
            json.writeStringProperty("state", "known")
                .writeStringProperty("indexId", index.value())
                .writeStringProperty("revision", revision.toString());
        case ClaimAnswer.New _ -> json.writeStringProperty("state", "new");
        case ClaimAnswer.Refused(_, String message) ->
            json.writeStringProperty("state", "refused").writeStringProperty("message", message);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Reads what a master sent.
   *
   * @throws ProtocolException when it is no message of a master
   */
  public static MasterMessage read(String text) {
    return Json.read(text, Bounds.TEXT, MasterText::read);
  }

  private static MasterMessage read(Fields fields) {
    String type = fields.text("type");
    return switch (type) {
      case "welcome" ->
          new MasterMessage.Welcome(
              fields.value("masterId", HostId::new),
              fields.integer("heartbeatSeconds", 1, A_DAY),
              fields.integer("leaseSeconds", 1, A_DAY),
              claims(fields));
      case "claims" -> new MasterMessage.Claims(claims(fields));
      case "refused" -> new MasterMessage.Refused(fields.text("code"), fields.text("message"));
      case "ack" -> new MasterMessage.Ack(fields.host(), fields.value("revision", Revision::parse));
      case "gap" ->
          new MasterMessage.Gap(
              fields.host(),
              fields.value("indexId", IndexId::new),
              fields.value("revision", Revision::parse));
      case "resync" -> new MasterMessage.Resync(fields.host(), fields.text("reason"));
      case "taken" -> new MasterMessage.Taken(fields.number("parts", 0, Long.MAX_VALUE));
      case "channels" -> new MasterMessage.Channels(fields.integer("wanted", 0, Bounds.CHANNELS));
      case "heartbeat" -> new MasterMessage.Heartbeat();
      case "goodbye" ->
          new MasterMessage.Goodbye(
              fields.text("reason"), fields.integer("retrySeconds", 0, A_DAY));
      default -> throw Json.unknownType(type);
    };
  }

  private static List<ClaimAnswer> claims(Fields fields) {
    return fields.list("claims", Bounds.HOSTS, MasterText::claim);
  }

  private static ClaimAnswer claim(Fields fields) {
    HostId host = fields.value("hostId", HostId::new);
    return switch (fields.text("state")) {
      case "known" ->
          new ClaimAnswer.Known(
              host,
              fields.value("indexId", IndexId::new),
              fields.value("revision", Revision::parse));
      case "new" -> new ClaimAnswer.New(host);
      case "refused" -> new ClaimAnswer.Refused(host, fields.text("message"));
      default -> throw new ProtocolException("unknown state of a claim");
    };
  }
}
