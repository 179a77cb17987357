package org.synchronode.domain.host;

/** Where a host stands, seen from this node. */
public sealed interface Origin {

  /** This node itself. */
  record Own() implements Origin {}

  /** A slave of this node: it registered here and dials in with its own token. */
  record Registered() implements Origin {}

  /**
   * A host further down: the slave {@code via} announced it. The id belongs to that slave from then
   * on; no other link can claim it until it is released.
   */
  record Below(HostId via) implements Origin {}
}
