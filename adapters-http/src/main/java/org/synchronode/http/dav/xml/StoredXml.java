package org.synchronode.http.dav.xml;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.property.PropertyName;

/**
 * XML that an owner has kept for a client. What another node sends need not be what it took from
 * its client: it is read again before it becomes a part of an answer.
 */
public final class StoredXml {
  private StoredXml() {}

  /** The element, if it is one of this name, in well-formed XML. */
  public static Optional<XmlFragment> read(PropertyName name, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      PropertyValue value =
          BodyXml.read("property", text.getBytes(StandardCharsets.UTF_8), BodyXml::value);
      return value.name().equals(name) ? Optional.of(value.xml()) : Optional.empty();
    } catch (ProblemException _) {
      return Optional.empty();
    }
  }
}
