package org.synchronode.domain.property;

/** One instruction of a PROPPATCH (RFC 4918 §9.2). */
public sealed interface PropertyPatch {

  /** The property is this from now on, whether it was there or not. */
  record Set(DeadProperty property) implements PropertyPatch {}

  /** The property is not there from now on, which it need not have been before. */
  record Remove(PropertyName name) implements PropertyPatch {}
}
