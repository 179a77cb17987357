package org.synchronode.domain.read;

/** What a read of one state of a file comes to. */
public sealed interface ReadDecision {

  /** All of it (200). */
  record Whole() implements ReadDecision {}

  /** A part of it (206). */
  record Part(ByteRange range) implements ReadDecision {}

  /** The client has it (304). */
  record NotModified() implements ReadDecision {}

  /** A condition does not hold (412). */
  record PreconditionFailed() implements ReadDecision {}

  /** The range lies outside of it (416). */
  record NotSatisfiable() implements ReadDecision {}
}
