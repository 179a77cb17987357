package org.synchronode.vfs;

/** Hears how far a scan has come, about once for two thousand entries. */
@FunctionalInterface
public interface ScanProgress {
  ScanProgress NONE = (_, _, _) -> {};

  /** What was seen since the scan began. */
  void seen(long folders, long files, long bytes);
}
