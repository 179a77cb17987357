package org.synchronode.application.share;

import org.synchronode.domain.entry.EntryPath;

/** What the owner lets others do with the share. */
public interface SharePermissions {

  /** Whether something may be made or changed at a place. */
  boolean mayWrite(EntryPath path);

  /** Whether that is so for everything at a place and below it, so that all of it may go. */
  boolean mayWriteAll(EntryPath path);
}
