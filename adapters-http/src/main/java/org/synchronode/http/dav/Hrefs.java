package org.synchronode.http.dav;

import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.host.HostId;
import org.synchronode.http.path.AskedPath;
import org.synchronode.http.path.PublicPath;

/** The addresses of entries that something else leads to than a listing. */
public final class Hrefs {
  private final Catalogue catalogue;

  public Hrefs(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * An entry's address.
   *
   * @param share the path of the host's share, as the client has it
   */
  public PublicPath of(AskedPath share, HostId host, EntryPath path) {
    AskedPath at = share;
    for (EntryName name : path.names()) {
      at = at.child(name.value());
    }
    return catalogue.find(host, path).orElse(null) instanceof FileEntry ? at.file() : at.folder();
  }
}
