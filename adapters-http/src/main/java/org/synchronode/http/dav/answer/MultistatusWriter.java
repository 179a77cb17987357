package org.synchronode.http.dav.answer;

import io.helidon.http.Status;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import org.synchronode.http.dav.xml.Elements;
import org.synchronode.http.dav.xml.XmlText;
import org.synchronode.http.path.PublicPath;

/**
 * An answer about several resources, written one after the other (RFC 4918 §13, §14.16): what
 * failed of a DELETE, COPY, MOVE or LOCK; what became of a PROPPATCH; what changed in a collection.
 * {@link #begin} is called first and {@link #end} last.
 */
public final class MultistatusWriter {
  private final Writer xml;

  /** Writes there. */
  public MultistatusWriter(Writer xml) {
    this.xml = xml;
  }

  /** Writes what stands before all resources. */
  public void begin() throws IOException {
    xml.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus xmlns:D=\"DAV:\">\n");
  }

  /** The status of a whole resource. */
  public void resource(PublicPath href, Status status) throws IOException {
    resource(href, status, Optional.empty());
  }

  /** A resource that failed a condition, with the condition's own status. */
  public void resource(PublicPath href, DavError error) throws IOException {
    resource(href, error.condition().status(), Optional.of(error));
  }

  private void resource(PublicPath href, Status status, Optional<DavError> error)
      throws IOException {
    open(href);
    status(xml, status, error);
    close();
  }

  /**
   * What became of the properties of a resource.
   *
   * @param propstats at least one (§14.24)
   */
  public void properties(PublicPath href, List<Propstat> propstats) throws IOException {
    open(href);
    propstats(xml, propstats);
    close();
  }

  /** The token of the state that was told, behind all resources (RFC 6578 §6.4). */
  public void syncToken(String token) throws IOException {
    Elements.dav(xml, "sync-token", XmlText.escape(token));
  }

  /** Writes what stands behind all resources, and sends it all off. */
  public void end() throws IOException {
    xml.append("</D:multistatus>\n").flush();
  }

  /** The answer to an extended MKCOL that failed for its properties (RFC 5689 §5.2). */
  public static String mkcolResponse(List<Propstat> propstats) {
    StringBuilder xml =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:mkcol-response xmlns:D=\"DAV:\">");
    try {
      propstats(xml, propstats);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return xml.append("</D:mkcol-response>\n").toString();
  }

  private static void propstats(Appendable xml, List<Propstat> propstats) throws IOException {
    for (Propstat propstat : propstats) {
      xml.append("<D:propstat><D:prop>");
      for (AnsweredProperty property : propstat.properties()) {
        property.writeTo(xml);
      }
      xml.append("</D:prop>");
      status(xml, propstat.status(), propstat.error());
      xml.append("</D:propstat>");
    }
  }

  private void open(PublicPath href) throws IOException {
    xml.append("<D:response><D:href>").append(XmlText.escape(href.text())).append("</D:href>");
  }

  private void close() throws IOException {
    xml.append("</D:response>\n");
  }

  private static void status(Appendable xml, Status status, Optional<DavError> error)
      throws IOException {
    xml.append("<D:status>HTTP/1.1 ").append(status.text()).append("</D:status>");
    if (error.isPresent()) {
      xml.append(error.get().element());
    }
  }
}
