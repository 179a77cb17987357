package org.synchronode.http.dav.answer;

import java.io.IOException;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.dav.xml.Elements;
import org.synchronode.http.dav.xml.XmlFragment;

/** A property in an answer. */
public sealed interface AnsweredProperty {

  /** Its name alone, as in the answer to a PROPPATCH. */
  record Named(PropertyName name) implements AnsweredProperty {}

  /**
   * One of DAV: with its value.
   *
   * @param value XML, in which D is bound to DAV:
   */
  record Live(String local, String value) implements AnsweredProperty {}

  /** One that a client set, given back as it was sent. */
  record Dead(XmlFragment xml) implements AnsweredProperty {}

  /** Writes its element. */
  default void writeTo(Appendable xml) throws IOException {
    switch (this) {
      case Named(PropertyName name) -> Elements.empty(xml, name);
      case Live(String local, String value) -> Elements.dav(xml, local, value);
      case Dead(XmlFragment(String text)) -> xml.append(text);
    }
  }
}
