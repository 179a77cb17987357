package org.synchronode.http.browse;

import java.util.Optional;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.http.path.AskedPath;
import org.synchronode.http.path.PublicPath;

/**
 * Which folder a listing is of.
 *
 * @param asked its path
 * @param host whose folder it is; nothing for the folder of all hosts
 */
record FolderHead(AskedPath asked, Optional<ListHosts.Listed> host) {

  PublicPath path() {
    return asked.folder();
  }
}
