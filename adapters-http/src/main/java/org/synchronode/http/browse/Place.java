package org.synchronode.http.browse;

import org.synchronode.application.hosts.ListHosts;
import org.synchronode.domain.entry.EntryPath;

/** What a path below {@code /browse} leads to. */
public sealed interface Place {

  /** The folder of all hosts. */
  record AllHosts() implements Place {}

  /** A place in a host's share; whether anything is there, the catalogue knows. */
  record InShare(ListHosts.Listed host, EntryPath path) implements Place {}
}
