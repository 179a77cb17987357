package org.synchronode.http.dav.xml;

import java.util.List;
import org.synchronode.domain.property.PropertyName;

/**
 * A property as a client sets it.
 *
 * @param xml its whole element, with the name
 * @param text all the text in it, for values that are nothing but text
 * @param children the elements directly in it, for values such as a resource type
 */
public record PropertyValue(
    PropertyName name, XmlFragment xml, String text, List<PropertyName> children) {
  public PropertyValue {
    children = List.copyOf(children);
  }
}
