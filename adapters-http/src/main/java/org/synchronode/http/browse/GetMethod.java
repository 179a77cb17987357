package org.synchronode.http.browse;

import java.util.List;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.http.Call;
import org.synchronode.http.ResourceMethod;

/** GET and HEAD in the tree: folders from the catalogue, files from their owners. */
public final class GetMethod implements ResourceMethod {
  private final Tree tree;
  private final Catalogue catalogue;
  private final FolderAnswer folders;
  private final FileAnswer files;

  public GetMethod(Tree tree, Catalogue catalogue, FolderAnswer folders, FileAnswer files) {
    this.tree = tree;
    this.catalogue = catalogue;
    this.folders = folders;
    this.files = files;
  }

  @Override
  public List<String> names() {
    return List.of("GET", "HEAD");
  }

  @Override
  public void answer(Call call) {
    switch (tree.find(call.path())) {
      case Place.AllHosts _ -> folders.answerHosts(call, tree.hosts());
      case Place.InShare place -> answer(call, place);
    }
  }

  private void answer(Call call, Place.InShare place) {
    if (place.path().isRoot() && catalogue.head(place.host().host().id()).isEmpty()) {
      folders.answerNoListYet(call, place.host());
      return;
    }
    // The stored spelling of the path is what the owner knows, so the entry is looked up together
    // with it.
    Listing.Listed listed =
        catalogue.at(place.host().host().id(), place.path()).orElseThrow(Tree::notFound);
    switch (listed.entry()) {
      case FolderEntry _ -> {
        try (Listing listing =
            catalogue
                .list(place.host().host().id(), place.path(), Depth.ONE)
                .orElseThrow(Tree::notFound)) {
          folders.answer(call, place.host(), listing);
        }
      }
      case FileEntry _ -> {
        if (call.path().trailingSlash()) {
          throw Tree.notFound();
        }
        files.answer(call, place.host().host().id(), listed.path());
      }
    }
  }
}
