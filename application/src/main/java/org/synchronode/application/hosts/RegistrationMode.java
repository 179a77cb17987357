package org.synchronode.application.hosts;

/** Who may register: the setting {@code registration}. */
public enum RegistrationMode {
  /** With a join code a host is active at once, without one it waits for approval. The default. */
  APPROVE,
  /** Only with a join code. */
  CODE,
  /** Everybody is active at once. */
  OPEN,
  /** Nobody, with or without a code. */
  CLOSED
}
