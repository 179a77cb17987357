package org.synchronode.http.dav.request;

import java.util.Optional;
import java.util.OptionalInt;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.http.dav.xml.BodyXml;

/** Reads a REPORT's body. */
public final class ReportReader {
  private ReportReader() {}

  /**
   * Reads a body.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it is not well-formed XML, or a
   *     sync-collection that breaks RFC 6578 §6.1
   */
  public static ReportRequest read(byte[] body) {
    return BodyXml.read(
        "REPORT",
        body,
        xml ->
            xml.is("sync-collection")
                ? syncCollection(xml)
                : new ReportRequest.Unknown(xml.name()));
  }

  private static ReportRequest syncCollection(BodyXml xml) {
    Optional<String> token = Optional.empty();
    Optional<String> level = Optional.empty();
    OptionalInt limit = OptionalInt.empty();
    Optional<PropfindRequest.Prop> properties = Optional.empty();
    while (xml.nextChild()) {
      if (xml.is("sync-token")) {
        token = Optional.of(xml.text().strip());
      } else if (xml.is("sync-level")) {
        level = Optional.of(xml.text().strip());
      } else if (xml.is("limit")) {
        limit = Limit.read(xml);
      } else if (xml.is("prop")) {
        properties = Optional.of(new PropfindRequest.Prop(xml.propertyNames()));
      } else {
        xml.skip();
      }
    }
    if (token.isEmpty()) {
      throw xml.refused("sync-token expected, though it may be empty");
    }
    boolean deep =
        switch (level.orElse("")) {
          case "1" -> false;
          case "infinite" -> true;
          default -> throw xml.refused("the sync-level 1 or infinite expected");
        };
    return new ReportRequest.SyncCollection(
        token.filter(sent -> !sent.isEmpty()),
        deep,
        limit,
        properties.orElseThrow(() -> xml.refused("prop expected")));
  }
}
