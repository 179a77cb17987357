package org.synchronode.http.dav;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;

/**
 * Reads a PROPFIND's body, which a stranger wrote: no document type, no entities from elsewhere,
 * few levels, few names. Elements that it does not know are skipped with all that is in them (RFC
 * 4918 §17).
 */
final class PropfindReader {
  private static final int DEEPEST = 32;
  private static final int MOST_NAMES = 1000;

  private final XMLStreamReader xml;
  private int depth;

  private PropfindReader(XMLStreamReader xml) {
    this.xml = xml;
  }

  /**
   * Reads a body; an empty one asks for everything (§9.1).
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it is not a propfind in
   *     well-formed XML
   */
  static PropfindRequest read(byte[] body) {
    if (body.length == 0) {
      return new PropfindRequest.AllProp(List.of());
    }
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(body));
      try {
        return new PropfindReader(xml).document();
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw new ProblemException(
          new Problem.BadRequest("The body of this PROPFIND is not well-formed XML."), e);
    } catch (ProblemException e) {
      throw e;
    } catch (RuntimeException e) {
      // The JDK's reader lets some of its own faults through for input that is malformed enough.
      throw new ProblemException(
          new Problem.BadRequest("The body of this PROPFIND can't be read."), e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  private PropfindRequest document() throws XMLStreamException {
    if (next() != XMLStreamConstants.START_ELEMENT
        || !name().equals(PropertyName.dav("propfind"))) {
      throw refused("propfind expected");
    }
    Optional<PropfindRequest> request = Optional.empty();
    Set<PropertyName> include = new LinkedHashSet<>();
    while (next() != XMLStreamConstants.END_ELEMENT) {
      PropertyName name = name();
      Optional<PropfindRequest> asked = Optional.empty();
      if (name.equals(PropertyName.dav("prop"))) {
        asked = Optional.of(new PropfindRequest.Prop(new ArrayList<>(names())));
      } else if (name.equals(PropertyName.dav("include"))) {
        include.addAll(names());
      } else {
        skip();
        if (name.equals(PropertyName.dav("allprop"))) {
          asked = Optional.of(new PropfindRequest.AllProp(List.of()));
        } else if (name.equals(PropertyName.dav("propname"))) {
          asked = Optional.of(new PropfindRequest.PropName());
        }
      }
      if (asked.isPresent() && request.isPresent()) {
        throw refused("one of prop, propname and allprop expected, not several");
      }
      if (asked.isPresent()) {
        request = asked;
      }
    }
    while (xml.hasNext()) {
      next();
    }
    PropfindRequest asked =
        request.orElseThrow(() -> refused("one of prop, propname and allprop expected"));
    return asked instanceof PropfindRequest.AllProp
        ? new PropfindRequest.AllProp(new ArrayList<>(include))
        : asked;
  }

  /** The names of the elements in this element, each once. */
  private Set<PropertyName> names() throws XMLStreamException {
    Set<PropertyName> names = new LinkedHashSet<>();
    while (next() != XMLStreamConstants.END_ELEMENT) {
      names.add(name());
      if (names.size() > MOST_NAMES) {
        throw refused("more than " + MOST_NAMES + " properties");
      }
      skip();
    }
    return names;
  }

  /** Goes to the end of this element. */
  private void skip() throws XMLStreamException {
    int open = 1;
    while (open > 0) {
      open += next() == XMLStreamConstants.START_ELEMENT ? 1 : -1;
    }
  }

  /** The next element's start or end, or the document's end. */
  private int next() throws XMLStreamException {
    while (xml.hasNext()) {
      int event = xml.next();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > DEEPEST) {
            throw refused("elements lie in each other too deep");
          }
          return event;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          return event;
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw refused("a document type is not allowed");
        default -> {
          // Text, comments and instructions mean nothing here.
        }
      }
    }
    return XMLStreamConstants.END_DOCUMENT;
  }

  private PropertyName name() {
    String namespace = xml.getNamespaceURI();
    return new PropertyName(namespace == null ? "" : namespace, xml.getLocalName());
  }

  private static ProblemException refused(String why) {
    return new ProblemException(new Problem.BadRequest("The body of this PROPFIND: " + why + "."));
  }
}
