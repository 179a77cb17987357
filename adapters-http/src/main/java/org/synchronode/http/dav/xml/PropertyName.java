package org.synchronode.http.dav.xml;

/**
 * A property's name.
 *
 * @param namespace empty for none
 */
public record PropertyName(String namespace, String local) {
  public static final String DAV = "DAV:";

  public static PropertyName dav(String local) {
    return new PropertyName(DAV, local);
  }
}
