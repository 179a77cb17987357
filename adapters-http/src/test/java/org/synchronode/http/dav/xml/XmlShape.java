package org.synchronode.http.dav.xml;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.CharacterData;
import org.w3c.dom.Comment;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What RFC 4918 §4.3 wants kept of an element, as another parser of the JDK sees it. */
public final class XmlShape {
  private XmlShape() {}

  /** The root of a document. */
  public static Element parse(String document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError(document, e);
    }
  }

  /** The first element of this local name, of any namespace. */
  public static Element first(Element in, String local) {
    NodeList found = in.getElementsByTagNameNS("*", local);
    if (found.getLength() == 0) {
      throw new AssertionError("no " + local);
    }
    return (Element) found.item(0);
  }

  /** Prefixes do not matter, namespaces do; so do attributes, text, and the language in scope. */
  public static String of(Element element) {
    return of(element, language(element));
  }

  private static String of(Element element, String language) {
    Map<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
        attributes.put(name(attribute), attribute.getNodeValue());
      }
    }
    if (!language.isEmpty()) {
      attributes.put("{" + XMLConstants.XML_NS_URI + "}lang", language);
    }
    StringBuilder shape = new StringBuilder(name(element)).append(attributes).append('(');
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        shape.append('<').append(of(inner, "")).append('>');
      } else if (child instanceof CharacterData text && !(child instanceof Comment)) {
        shape.append(text.getData());
      }
    }
    return shape.append(')').toString();
  }

  private static String name(Node node) {
    return "{"
        + (node.getNamespaceURI() == null ? "" : node.getNamespaceURI())
        + "}"
        + node.getLocalName();
  }

  private static String language(Element element) {
    for (Node node = element; node instanceof Element at; node = node.getParentNode()) {
      if (at.hasAttributeNS(XMLConstants.XML_NS_URI, "lang")) {
        return at.getAttributeNS(XMLConstants.XML_NS_URI, "lang");
      }
    }
    return "";
  }
}
