package org.synchronode.domain.property;

/**
 * The name of a WebDAV property (RFC 4918 §4.4).
 *
 * @param namespace empty for a name in none
 */
public record PropertyName(String namespace, String local) {
  /** The namespace of WebDAV itself. */
  public static final String DAV = "DAV:";

  private static final int LONGEST = 1024;

  /**
   * @throws IllegalArgumentException when a part is too long, or the local one is missing
   */
  public PropertyName {
    if (local.isEmpty() || local.length() > LONGEST || namespace.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a property's name has two parts of at most " + LONGEST + " characters");
    }
  }

  /** A name of WebDAV itself. */
  public static PropertyName dav(String local) {
    return new PropertyName(DAV, local);
  }
}
