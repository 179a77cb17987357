package org.synchronode.http.dav.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamReader;

/** Writes down what a reader passes over, as an {@link XmlFragment}. */
final class FragmentWriter {
  private final StringBuilder out = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();
  private boolean tagOpen;

  /**
   * An element that has begun.
   *
   * @param defaultSaid whether it is said here what the default namespace is
   */
  private record Open(String name, boolean defaultSaid) {}

  /** The outermost element, at whose start the reader stands. */
  void root(XMLStreamReader xml, NamespaceScope scope) {
    start(xml, scope.namespaces());
    boolean own = xml.getAttributeValue(XMLConstants.XML_NS_URI, "lang") != null;
    if (!own && !scope.language().isEmpty()) {
      attribute("xml:lang", scope.language());
    }
  }

  /** An element in it, at whose start the reader stands. */
  void start(XMLStreamReader xml) {
    start(xml, NamespaceScope.declaredAt(xml));
  }

  private void start(XMLStreamReader xml, Map<String, String> declared) {
    endTag();
    String prefix = NamespaceScope.orEmpty(xml.getPrefix());
    String name = qualified(prefix, xml.getLocalName());
    boolean defaultSaid = declared.containsKey("") || (!open.isEmpty() && open.peek().defaultSaid);
    out.append('<').append(name);
    declared.forEach((bound, uri) -> attribute(bound.isEmpty() ? "xmlns" : "xmlns:" + bound, uri));
    if (prefix.isEmpty() && !defaultSaid) {
      attribute("xmlns", "");
      defaultSaid = true;
    }
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      attribute(
          qualified(
              NamespaceScope.orEmpty(xml.getAttributePrefix(i)), xml.getAttributeLocalName(i)),
          xml.getAttributeValue(i));
    }
    tagOpen = true;
    open.push(new Open(name, defaultSaid));
  }

  void text(String text) {
    if (!text.isEmpty()) {
      endTag();
      out.append(XmlText.escapeContent(text));
    }
  }

  void end() {
    String name = open.pop().name;
    if (tagOpen) {
      out.append("/>");
      tagOpen = false;
    } else {
      out.append("</").append(name).append('>');
    }
  }

  int length() {
    return out.length();
  }

  XmlFragment fragment() {
    return new XmlFragment(out.toString());
  }

  private void endTag() {
    if (tagOpen) {
      out.append('>');
      tagOpen = false;
    }
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(XmlText.escape(value)).append('"');
  }

  private static String qualified(String prefix, String local) {
    return prefix.isEmpty() ? local : prefix + ":" + local;
  }
}
