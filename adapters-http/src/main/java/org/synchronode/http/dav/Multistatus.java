package org.synchronode.http.dav;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.dav.answer.MultistatusWriter;
import org.synchronode.http.dav.request.PropfindRequest;
import org.synchronode.http.dav.xml.Elements;
import org.synchronode.http.dav.xml.XmlFragment;
import org.synchronode.http.dav.xml.XmlText;

/**
 * Members with the properties that a client asks for (RFC 4918 §14.16), written one by one. Not
 * thread-safe.
 */
public final class Multistatus {
  private final Writer xml;
  private final MultistatusWriter others;
  private final boolean namesOnly;
  private final Set<LiveProperty> live = new LinkedHashSet<>();
  private final Set<PropertyName> unknown = new LinkedHashSet<>();
  private final boolean namedOnly;
  private final boolean reportMissing;
  private boolean lasting = true;

  /**
   * An answer to this request.
   *
   * @param minimal whether what is missing is not told (RFC 8144 §2.1)
   */
  Multistatus(Writer xml, PropfindRequest request, boolean minimal) {
    this.xml = xml;
    this.others = new MultistatusWriter(xml);
    List<PropertyName> named =
        switch (request) {
          case PropfindRequest.AllProp(List<PropertyName> include) -> include;
          case PropfindRequest.PropName _ -> List.of();
          case PropfindRequest.Prop(List<PropertyName> names) -> names;
        };
    this.namesOnly = request instanceof PropfindRequest.PropName;
    this.namedOnly = request instanceof PropfindRequest.Prop;
    this.reportMissing = !minimal;
    if (!namedOnly) {
      Stream.of(LiveProperty.values()).filter(LiveProperty::inAllprop).forEach(live::add);
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
    others.begin();
  }

  /** Whether the client asks for this property. */
  public boolean asksFor(LiveProperty property) {
    return live.contains(property);
  }

  /** What stands between the members: statuses, and the token behind all of them. */
  public MultistatusWriter others() {
    return others;
  }

  /** Whether all that was told stays true until the list changes. */
  boolean lasting() {
    return lasting;
  }

  /** Each asked property appears once, under 200 or 404 (§9.1). */
  public void member(Member member) throws IOException {
    lasting &= member.lasting();
    xml.append("<D:response><D:href>")
        .append(XmlText.escape(member.href().text()))
        .append("</D:href><D:propstat><D:prop>");
    List<LiveProperty> missing = new ArrayList<>(0);
    for (LiveProperty property : live) {
      Optional<String> value = property.valueOf(member);
      if (value.isPresent()) {
        Elements.dav(xml, property.local(), namesOnly ? "" : value.get());
      } else if (namedOnly) {
        missing.add(property);
      }
    }
    for (Map.Entry<PropertyName, XmlFragment> property : member.dead().entrySet()) {
      if (namesOnly) {
        Elements.empty(xml, property.getKey());
      } else if (!namedOnly || unknown.contains(property.getKey())) {
        xml.append(property.getValue().text());
      }
    }
    xml.append("</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>");
    if (reportMissing) {
      missing(missing, member.dead().keySet());
    }
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
    others.end();
  }
}
