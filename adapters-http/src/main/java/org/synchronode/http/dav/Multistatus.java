package org.synchronode.http.dav;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.synchronode.http.dav.request.PropfindRequest;
import org.synchronode.http.dav.xml.Elements;
import org.synchronode.http.dav.xml.PropertyName;
import org.synchronode.http.dav.xml.XmlFragment;
import org.synchronode.http.dav.xml.XmlText;

/** The answer to a PROPFIND (RFC 4918 §14.16), written member by member. */
final class Multistatus {
  private final Writer xml;
  private final boolean namesOnly;
  private final Set<LiveProperty> live = new LinkedHashSet<>();
  private final Set<PropertyName> unknown = new LinkedHashSet<>();
  private final boolean reportMissing;

  Multistatus(Writer xml, PropfindRequest request) {
    this.xml = xml;
    List<PropertyName> named =
        switch (request) {
          case PropfindRequest.AllProp(List<PropertyName> include) -> include;
          case PropfindRequest.PropName _ -> List.of();
          case PropfindRequest.Prop(List<PropertyName> names) -> names;
        };
    this.namesOnly = request instanceof PropfindRequest.PropName;
    this.reportMissing = request instanceof PropfindRequest.Prop;
    if (!reportMissing) {
      live.addAll(List.of(LiveProperty.values()));
    }
    for (PropertyName name : named) {
      Optional<LiveProperty> property = LiveProperty.named(name);
      if (property.isPresent()) {
        live.add(property.get());
      } else {
        unknown.add(name);
      }
    }
  }

  void begin() throws IOException {
    xml.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus xmlns:D=\"DAV:\">\n");
  }

  /** A member without dead properties. */
  void member(Member member) throws IOException {
    member(member, Map.of());
  }

  /**
   * Each asked property appears once, under 200 or 404 (§9.1).
   *
   * @param dead its dead properties, in the order in which they are told; none of them has the name
   *     of a live one
   */
  void member(Member member, Map<PropertyName, XmlFragment> dead) throws IOException {
    xml.append("<D:response><D:href>")
        .append(XmlText.escape(member.href().text()))
        .append("</D:href><D:propstat><D:prop>");
    List<LiveProperty> missing = new ArrayList<>(0);
    for (LiveProperty property : live) {
      Optional<String> value = property.valueOf(member);
      if (value.isPresent()) {
        Elements.dav(xml, property.local(), namesOnly ? "" : value.get());
      } else if (reportMissing) {
        missing.add(property);
      }
    }
    for (Map.Entry<PropertyName, XmlFragment> property : dead.entrySet()) {
      if (namesOnly) {
        Elements.empty(xml, property.getKey());
      } else if (!reportMissing || unknown.contains(property.getKey())) {
        xml.append(property.getValue().text());
      }
    }
    xml.append("</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>");
    missing(missing, dead.keySet());
    xml.append("</D:response>\n");
  }

  private void missing(List<LiveProperty> missing, Set<PropertyName> dead) throws IOException {
    if (missing.isEmpty() && dead.containsAll(unknown)) {
      return;
    }
    xml.append("<D:propstat><D:prop>");
    for (LiveProperty property : missing) {
      Elements.dav(xml, property.local(), "");
    }
    for (PropertyName name : unknown) {
      if (!dead.contains(name)) {
        Elements.empty(xml, name);
      }
    }
    xml.append("</D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>");
  }

  void end() throws IOException {
    xml.append("</D:multistatus>\n").flush();
  }
}
