package org.synchronode.ws.frames;

/**
 * The two ends of a connection: a client masks what it sends, a server does not (RFC 6455 section
 * 5.1).
 */
enum Role {
  CLIENT,
  SERVER;

  boolean masks() {
    return this == CLIENT;
  }

  Role peer() {
    return this == CLIENT ? SERVER : CLIENT;
  }
}
