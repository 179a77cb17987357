package org.synchronode.http.browse;

import java.util.List;
import java.util.Optional;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.http.path.PublicPath;

/**
 * Which folder a listing is of.
 *
 * @param segments of its path as it was asked for, decoded, {@code browse} first
 * @param host whose folder it is; nothing for the folder of all hosts
 */
record FolderHead(List<String> segments, Optional<ListHosts.Listed> host) {

  PublicPath path() {
    return PublicPath.folder(segments);
  }
}
