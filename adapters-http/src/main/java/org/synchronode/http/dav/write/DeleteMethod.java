package org.synchronode.http.dav.write;

import io.helidon.http.Status;
import java.util.List;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.write.Edit;
import org.synchronode.http.Call;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.browse.Place;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.dav.DepthRule;

/** DELETE (RFC 4918 §9.6): all of it or nothing, so that no 207 is ever needed. */
public final class DeleteMethod implements ResourceMethod {
  private final Targets targets;
  private final Guards guards;
  private final Owners owners;
  private final Catalogue catalogue;

  DeleteMethod(Targets targets, Guards guards, Owners owners, Catalogue catalogue) {
    this.targets = targets;
    this.guards = guards;
    this.owners = owners;
    this.catalogue = catalogue;
  }

  @Override
  public List<String> names() {
    return List.of("DELETE");
  }

  @Override
  public void answer(Call call) {
    Place.InShare place = targets.existing(call.path());
    Entry entry =
        catalogue.find(place.host().host().id(), place.path()).orElseThrow(Tree::notFound);
    if (entry instanceof FolderEntry) {
      DepthRule.DELETE.read(call);
    }
    if (entry instanceof FileEntry && call.path().trailingSlash()) {
      throw Tree.notFound();
    }
    owners.edit(call, place, new Edit.Delete(place.path(), guards.of(call, place)));
    Changed.answer(call, Status.NO_CONTENT_204);
  }
}
