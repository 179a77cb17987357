package org.synchronode.bootstrap.node;

/**
 * The node can't run. Its message is one line for the person who started it: what, where, and what
 * to do.
 */
public final class NodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NodeException(String message) {
    super(message);
  }
}
