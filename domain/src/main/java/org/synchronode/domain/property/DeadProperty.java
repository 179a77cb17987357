package org.synchronode.domain.property;

/**
 * A dead property.
 *
 * @param xml the whole element as text, with all namespace declarations that it needs and the
 *     language that applied to it, so that it means the same wherever it is written (RFC 4918 §4.3)
 */
public record DeadProperty(PropertyName name, String xml) {
  /** In characters. */
  public static final int LONGEST = 16 * 1024;

  /**
   * @throws IllegalArgumentException when it is too long; who takes one from a client says so first
   */
  public DeadProperty {
    if (xml.length() > LONGEST) {
      throw new IllegalArgumentException("a property has at most " + LONGEST + " characters");
    }
  }
}
