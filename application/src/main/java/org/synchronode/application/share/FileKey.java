package org.synchronode.application.share;

/**
 * What a file system calls a file apart from its name: device and inode. Tells a renamed file from
 * a new one, and a replaced file from a rewritten one.
 */
public record FileKey(long device, long inode) {

  /** For file systems that have none. */
  public static final FileKey NONE = new FileKey(0, 0);
}
