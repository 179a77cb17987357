package org.synchronode.http.dav.answer;

import java.util.List;
import org.synchronode.http.dav.xml.XmlText;
import org.synchronode.http.path.PublicPath;

/**
 * Why something was refused: the element {@code DAV:error} (RFC 4918 §14.5).
 *
 * @param hrefs the resources that the condition is about, where its definition has them
 */
public record DavError(DavCondition condition, List<PublicPath> hrefs) {
  public DavError {
    hrefs = List.copyOf(hrefs);
  }

  /** A condition that tells no resources. */
  public static DavError of(DavCondition condition) {
    return new DavError(condition, List.of());
  }

  /** The body of an answer. */
  public String document() {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:error xmlns:D=\"DAV:\">"
        + inner()
        + "</D:error>\n";
  }

  /** The element within a multistatus. */
  String element() {
    return "<D:error>" + inner() + "</D:error>";
  }

  private String inner() {
    String name = "D:" + condition.local();
    if (hrefs.isEmpty()) {
      return "<" + name + "/>";
    }
    StringBuilder xml = new StringBuilder("<").append(name).append('>');
    for (PublicPath href : hrefs) {
      xml.append("<D:href>").append(XmlText.escape(href.text())).append("</D:href>");
    }
    return xml.append("</").append(name).append('>').toString();
  }
}
