package org.synchronode.http.dav.request;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.dav.xml.BodyXml;

/** Reads a PROPFIND's body (RFC 4918 §14.20). */
public final class PropfindReader {
  private PropfindReader() {}

  /**
   * Reads a body; an empty one asks for everything (§9.1).
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it is not a propfind in
   *     well-formed XML
   */
  public static PropfindRequest read(byte[] body) {
    return body.length == 0
        ? new PropfindRequest.AllProp(List.of())
        : BodyXml.read("PROPFIND", body, PropfindReader::propfind);
  }

  private static PropfindRequest propfind(BodyXml xml) {
    xml.expectRoot("propfind");
    Optional<PropfindRequest> request = Optional.empty();
    Set<PropertyName> include = new LinkedHashSet<>();
    while (xml.nextChild()) {
      Optional<PropfindRequest> asked = Optional.empty();
      if (xml.is("prop")) {
        asked = Optional.of(new PropfindRequest.Prop(xml.propertyNames()));
      } else if (xml.is("include")) {
        include.addAll(xml.propertyNames());
      } else {
        if (xml.is("allprop")) {
          asked = Optional.of(new PropfindRequest.AllProp(List.of()));
        } else if (xml.is("propname")) {
          asked = Optional.of(new PropfindRequest.PropName());
        }
        xml.skip();
      }
      if (asked.isPresent() && request.isPresent()) {
        throw xml.refused("one of prop, propname and allprop expected, not several");
      }
      request = asked.isPresent() ? asked : request;
    }
    PropfindRequest asked =
        request.orElseThrow(() -> xml.refused("one of prop, propname and allprop expected"));
    return asked instanceof PropfindRequest.AllProp
        ? new PropfindRequest.AllProp(List.copyOf(include))
        : asked;
  }
}
