package org.synchronode.http.browse;

import org.synchronode.application.hosts.ListHosts;
import org.synchronode.domain.entry.Entry;
import org.synchronode.http.path.PublicPath;

/** One line of a listing. */
sealed interface FolderRow {
  PublicPath href();

  record HostRow(ListHosts.Listed host, PublicPath href) implements FolderRow {}

  record EntryRow(Entry entry, PublicPath href) implements FolderRow {}
}
