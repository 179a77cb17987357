package org.synchronode.http.dav.xml;

import java.io.IOException;
import javax.xml.XMLConstants;
import org.synchronode.domain.property.PropertyName;

/**
 * Elements in an answer, where the prefix D is bound to DAV: and no default namespace is declared:
 * some clients do not see elements of a default namespace.
 */
public final class Elements {
  private Elements() {}

  /**
   * Writes an element of DAV:.
   *
   * @param value XML, or empty
   */
  public static void dav(Appendable xml, String local, String value) throws IOException {
    if (value.isEmpty()) {
      xml.append("<D:").append(local).append("/>");
    } else {
      xml.append("<D:").append(local).append('>').append(value);
      xml.append("</D:").append(local).append('>');
    }
  }

  /**
   * Writes an empty element of this name. The local name came out of a parser: it is a name, and
   * needs no escaping.
   */
  public static void empty(Appendable xml, PropertyName name) throws IOException {
    if (name.namespace().equals(PropertyName.DAV)) {
      dav(xml, name.local(), "");
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
