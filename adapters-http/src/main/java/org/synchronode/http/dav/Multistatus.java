package org.synchronode.http.dav;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import org.synchronode.http.dav.request.PropfindRequest;
import org.synchronode.http.dav.xml.PropertyName;
import org.synchronode.http.dav.xml.XmlText;

/**
 * The answer to a PROPFIND (RFC 4918 §14.16), written member by member. Every element of DAV: has
 * the prefix D, because some clients do not see elements of a default namespace.
 */
final class Multistatus {
  private final Writer xml;
  private final boolean namesOnly;
  private final Set<LiveProperty> live = new LinkedHashSet<>();
  private final List<PropertyName> unknown = new ArrayList<>();
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

  /** Each asked property appears once, under 200 or 404 (§9.1). */
  void member(Member member) throws IOException {
    xml.append("<D:response><D:href>")
        .append(XmlText.escape(member.href().text()))
        .append("</D:href><D:propstat><D:prop>");
    List<LiveProperty> missing = new ArrayList<>(0);
    for (LiveProperty property : live) {
      Optional<String> value = property.valueOf(member);
      if (value.isPresent()) {
        element(property.local(), namesOnly ? "" : value.get());
      } else if (reportMissing) {
        missing.add(property);
      }
    }
    xml.append("</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>");
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      xml.append("<D:propstat><D:prop>");
      for (LiveProperty property : missing) {
        element(property.local(), "");
      }
      for (PropertyName name : unknown) {
        emptyElement(name);
      }
      xml.append("</D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>");
    }
    xml.append("</D:response>\n");
  }

  void end() throws IOException {
    xml.append("</D:multistatus>\n").flush();
  }

  private void element(String local, String value) throws IOException {
    if (value.isEmpty()) {
      xml.append("<D:").append(local).append("/>");
    } else {
      xml.append("<D:").append(local).append('>').append(value);
      xml.append("</D:").append(local).append('>');
    }
  }

  /** The local name came out of a parser: it is a name, and needs no escaping. */
  private void emptyElement(PropertyName name) throws IOException {
    if (name.namespace().equals(PropertyName.DAV)) {
      element(name.local(), "");
    } else if (name.namespace().isEmpty()) {
      xml.append('<').append(name.local()).append("/>");
    } else if (name.namespace().equals(XMLConstants.XML_NS_URI)) {
      // No other prefix may be bound to it (Namespaces in XML §3).
      xml.append("<xml:").append(name.local()).append("/>");
    } else {
      xml.append("<x:").append(name.local()).append(" xmlns:x=\"");
      xml.append(XmlText.escape(name.namespace())).append("\"/>");
    }
  }
}
