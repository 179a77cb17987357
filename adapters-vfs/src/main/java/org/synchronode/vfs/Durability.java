package org.synchronode.vfs;

/** What a write that was answered survives. */
public enum Durability {
  /** The end of this program, however sudden. */
  PROCESS,
  /** A power failure too: files and folders are forced to the disk before the answer. */
  POWER
}
