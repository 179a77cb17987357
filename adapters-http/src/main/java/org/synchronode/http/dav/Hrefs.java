package org.synchronode.http.dav;

import java.util.ArrayList;
import java.util.List;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.http.browse.Place;
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
   * @param host as the client called it
   */
  public PublicPath of(String host, Place.InShare place, EntryPath path) {
    List<String> segments = new ArrayList<>(List.of("browse", host));
    path.names().stream().map(EntryName::value).forEach(segments::add);
    boolean file = catalogue.find(place.host().host().id(), path).orElse(null) instanceof FileEntry;
    return file ? PublicPath.file(segments) : PublicPath.folder(segments);
  }
}
