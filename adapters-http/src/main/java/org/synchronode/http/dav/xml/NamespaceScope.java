package org.synchronode.http.dav.xml;

import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What an element has from those around it.
 *
 * @param namespaces by prefix, the empty one for the default; without those that every document has
 * @param language of {@code xml:lang}, or empty
 */
record NamespaceScope(Map<String, String> namespaces, String language) {
  static final NamespaceScope NONE = new NamespaceScope(Map.of(), "");

  /** The scope within the element that the reader stands at the start of. */
  NamespaceScope within(XMLStreamReader xml) {
    String own = xml.getAttributeValue(XMLConstants.XML_NS_URI, "lang");
    Map<String, String> declared = declaredAt(xml);
    if (own == null && declared.isEmpty()) {
      return this;
    }
    Map<String, String> all = new TreeMap<>(namespaces);
    all.putAll(declared);
    all.values().removeIf(String::isEmpty);
    return new NamespaceScope(all, own == null ? language : own);
  }

  /** What this element alone declares; an empty URI takes the default away. */
  static Map<String, String> declaredAt(XMLStreamReader xml) {
    int count = xml.getNamespaceCount();
    if (count == 0) {
      return Map.of();
    }
    Map<String, String> declared = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      declared.put(orEmpty(xml.getNamespacePrefix(i)), orEmpty(xml.getNamespaceURI(i)));
    }
    declared.remove(XMLConstants.XML_NS_PREFIX);
    return declared;
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
