package org.synchronode.http.dav;

/**
 * A property's name.
 *
 * @param namespace empty for none
 */
record PropertyName(String namespace, String local) {
  static final String DAV = "DAV:";

  static PropertyName dav(String local) {
    return new PropertyName(DAV, local);
  }
}
