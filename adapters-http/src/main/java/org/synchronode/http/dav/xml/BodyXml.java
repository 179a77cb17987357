package org.synchronode.http.dav.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.property.PropertyName;

/**
 * A request's body, which a stranger wrote: no document type, no entities from elsewhere, XML 1.0
 * only, few levels, few names. It stands at the start of an element, and moves from child to child;
 * each child is gone through to its end before the next, by {@link #skip}, {@link #text}, {@link
 * #value}, {@link #propertyNames} or a loop of {@link #nextChild}. What is not understood is to be
 * skipped (RFC 4918 §17).
 *
 * <p>Every method throws a {@link ProblemException} with {@link Problem.BadRequest} when the body
 * is not well-formed or out of its bounds.
 */
public final class BodyXml {
  private static final int DEEPEST = 32;
  private static final int MOST_NAMES = 1000;
  private static final int MOST_NAMESPACES = 100;

  /** What namespaces in scope may make of a body: each value has them all. */
  private static final int MOST_KEPT = 2 * 1024 * 1024;

  private final String method;
  private final XMLStreamReader xml;
  private final Deque<NamespaceScope> scopes = new ArrayDeque<>();
  private int kept;

  private BodyXml(String method, XMLStreamReader xml) {
    this.method = method;
    this.xml = xml;
  }

  /**
   * Reads a whole document.
   *
   * @param method of the request, for what is said about errors
   * @param content is called at the start of the root
   * @throws ProblemException with {@link Problem.BadRequest}
   */
  public static <T> T read(String method, byte[] body, Function<BodyXml, T> content) {
    String text =
        BodyText.decode(body).orElseThrow(() -> new ProblemException(notWellFormed(method)));
    BodyXml xml;
    try {
      xml = new BodyXml(method, factory().createXMLStreamReader(new StringReader(text)));
    } catch (XMLStreamException e) {
      throw notWellFormed(method, e);
    }
    xml.begin();
    T result = content.apply(xml);
    while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
      // Only what is well-formed to its end counts.
    }
    return result;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  /** XML 1.1 has characters and names that an answer, which is XML 1.0, could not give back. */
  private void begin() {
    String version = xml.getVersion();
    if (version != null && !version.equals("1.0")) {
      throw refused("XML 1.0 expected");
    }
    String encoding = xml.getCharacterEncodingScheme();
    if (encoding != null && !BodyText.mayDeclare(encoding)) {
      throw refused("UTF-8 or UTF-16 expected");
    }
    if (next() != XMLStreamConstants.START_ELEMENT) {
      throw refused("an element expected");
    }
  }

  /** The name of the element that this stands at the start of. */
  public PropertyName name() {
    try {
      return new PropertyName(NamespaceScope.orEmpty(xml.getNamespaceURI()), xml.getLocalName());
    } catch (IllegalArgumentException _) {
      throw refused("an element has too long a name");
    }
  }

  /** Whether it is this element of DAV:. */
  public boolean is(String local) {
    return xml.getLocalName().equals(local) && PropertyName.DAV.equals(xml.getNamespaceURI());
  }

  /** Refuses the body unless this is the root. */
  public void expectRoot(String local) {
    if (!is(local)) {
      throw refused(local + " expected");
    }
  }

  /** An attribute without a namespace. */
  public Optional<String> attribute(String local) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(local)
          && NamespaceScope.orEmpty(xml.getAttributeNamespace(i)).isEmpty()) {
        return Optional.of(xml.getAttributeValue(i));
      }
    }
    return Optional.empty();
  }

  /** Moves to the next element in this one; false at this one's end. */
  public boolean nextChild() {
    return next() == XMLStreamConstants.START_ELEMENT;
  }

  /** Moves to the end of this element. */
  public void skip() {
    int open = 1;
    while (open > 0) {
      open += nextChild() ? 1 : -1;
    }
  }

  /** The text directly in this element. */
  public String text() {
    StringBuilder text = new StringBuilder();
    int open = 1;
    while (open > 0) {
      int event = event();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> open++;
        case XMLStreamConstants.END_ELEMENT -> open--;
        default -> {
          if (open == 1 && isText(event)) {
            text.append(xml.getText());
          }
        }
      }
    }
    return text.toString();
  }

  /** The names of the elements in this one, each once; at most 1000. */
  public List<PropertyName> propertyNames() {
    Set<PropertyName> names = new LinkedHashSet<>();
    while (nextChild()) {
      names.add(name());
      if (names.size() > MOST_NAMES) {
        throw refused("more than " + MOST_NAMES + " properties");
      }
      skip();
    }
    return new ArrayList<>(names);
  }

  /** This whole element, to be kept. */
  public PropertyValue value() {
    PropertyName name = name();
    List<PropertyName> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    FragmentWriter fragment = new FragmentWriter();
    fragment.root(xml, scopes.element());
    int open = 1;
    while (open > 0) {
      int event = event();
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (open == 1) {
          children.add(name());
        }
        open++;
        fragment.start(xml);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        open--;
        fragment.end();
      } else if (isText(event)) {
        text.append(xml.getText());
        fragment.text(xml.getText());
      }
      if (kept + fragment.length() > MOST_KEPT) {
        throw refused("its values are too large");
      }
    }
    kept += fragment.length();
    return new PropertyValue(name, fragment.fragment(), text.toString(), children);
  }

  /** To be thrown for a body that is well-formed and yet wrong. */
  public ProblemException refused(String why) {
    return new ProblemException(
        new Problem.BadRequest("The body of this " + method + ": " + why + "."));
  }

  private static ProblemException notWellFormed(String method, Exception cause) {
    return new ProblemException(notWellFormed(method), cause);
  }

  private static Problem notWellFormed(String method) {
    return new Problem.BadRequest("The body of this " + method + " is not well-formed XML.");
  }

  private static boolean isText(int event) {
    return event == XMLStreamConstants.CHARACTERS
        || event == XMLStreamConstants.CDATA
        || event == XMLStreamConstants.SPACE;
  }

  /** The next start or end of an element, or the end of the document. */
  private int next() {
    int event = event();
    while (event != XMLStreamConstants.START_ELEMENT
        && event != XMLStreamConstants.END_ELEMENT
        && event != XMLStreamConstants.END_DOCUMENT) {
      event = event();
    }
    return event;
  }

  private int event() {
    int event = advance();
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> open();
      case XMLStreamConstants.END_ELEMENT -> scopes.pop();
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
          throw refused("a document type is not allowed");
      default -> {
        // Text, a comment, an instruction, or the end.
      }
    }
    return event;
  }

  private int advance() {
    try {
      return xml.getEventType() == XMLStreamConstants.END_DOCUMENT
          ? XMLStreamConstants.END_DOCUMENT
          : xml.next();
    } catch (XMLStreamException e) {
      throw notWellFormed(method, e);
    } catch (RuntimeException e) {
      // The JDK's reader lets some of its own faults through for input that is malformed enough.
      throw notWellFormed(method, e);
    }
  }

  private void open() {
    if (scopes.size() == DEEPEST) {
      throw refused("elements lie in each other too deep");
    }
    // The JDK's reader takes a name that begins with a colon, which no namespace has.
    boolean colon = xml.getLocalName().indexOf(':') >= 0;
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      colon |= xml.getAttributeLocalName(i).indexOf(':') >= 0;
    }
    if (colon) {
      throw refused("a name begins with a colon");
    }
    NamespaceScope scope = (scopes.isEmpty() ? NamespaceScope.NONE : scopes.element()).within(xml);
    if (scope.namespaces().size() > MOST_NAMESPACES) {
      throw refused("more than " + MOST_NAMESPACES + " namespaces");
    }
    scopes.push(scope);
  }
}
