package org.synchronode.application.catalogue;

/** How far a listing goes: RFC 4918 §10.2. */
public enum Depth {
  ZERO,
  ONE,
  INFINITY
}
