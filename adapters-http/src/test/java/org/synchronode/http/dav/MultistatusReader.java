package org.synchronode.http.dav;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.synchronode.http.RawClient;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A multistatus as a client reads it. */
public final class MultistatusReader {
  private final Element root;

  /** Reads an answer. */
  public MultistatusReader(RawClient.Response response) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      root =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(response.body()))
              .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError(response.text(), e);
    }
  }

  /** One response: about a resource. */
  public record One(Element element) {
    public String href() {
      return value("href").orElseThrow();
    }

    /** The status of the resource as a whole, where there is one. */
    public Optional<String> status() {
      return MultistatusReader.children(element, "status").stream()
          .findFirst()
          .map(Element::getTextContent);
    }

    /** The text of the first such element, wherever it is. */
    public Optional<String> value(String local) {
      return elements(local).stream().findFirst().map(Element::getTextContent);
    }

    public List<Element> elements(String local) {
      return MultistatusReader.elements(element, local);
    }
  }

  /** All responses. */
  public List<One> all() {
    return children(root, "response").stream().map(One::new).toList();
  }

  public List<String> hrefs() {
    return all().stream().map(One::href).toList();
  }

  /** The token behind all responses. */
  public Optional<String> syncToken() {
    return children(root, "sync-token").stream().findFirst().map(Element::getTextContent);
  }

  private static List<Element> children(Element in, String local) {
    return elements(in, local).stream().filter(one -> in.isSameNode(one.getParentNode())).toList();
  }

  private static List<Element> elements(Element in, String local) {
    NodeList found = in.getElementsByTagNameNS("DAV:", local);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
