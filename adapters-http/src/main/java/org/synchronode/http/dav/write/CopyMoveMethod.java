package org.synchronode.http.dav.write;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.util.List;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.TreeWrite;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.domain.write.Written;
import org.synchronode.http.Call;
import org.synchronode.http.Refusal;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.browse.Place;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.dav.DepthRule;
import org.synchronode.http.header.OverwriteHeader;
import org.synchronode.http.path.ClientUrls;
import org.synchronode.http.path.OwnAddresses;

/** COPY and MOVE (RFC 4918 §9.8, §9.9): all of it or nothing, so that no 207 is ever needed. */
public final class CopyMoveMethod implements ResourceMethod {
  private static final HeaderName DESTINATION = HeaderNames.create("Destination");
  private static final HeaderName OVERWRITE = HeaderNames.create("Overwrite");

  private final Targets targets;
  private final Guards guards;
  private final Owners owners;
  private final Catalogue catalogue;
  private final ClientUrls urls;

  CopyMoveMethod(
      Targets targets, Guards guards, Owners owners, Catalogue catalogue, ClientUrls urls) {
    this.targets = targets;
    this.guards = guards;
    this.owners = owners;
    this.catalogue = catalogue;
    this.urls = urls;
  }

  @Override
  public List<String> names() {
    return List.of("COPY", "MOVE");
  }

  @Override
  public void answer(Call call) {
    boolean move = call.method().equals("MOVE");
    Place.InShare from = targets.existing(call.path());
    Place.InShare to = destination(call);
    boolean overwrite = OverwriteHeader.parse(call.header(OVERWRITE));
    Entry source = catalogue.find(from.host().host().id(), from.path()).orElseThrow(Tree::notFound);
    if (source instanceof FileEntry && call.path().trailingSlash()) {
      throw Tree.notFound();
    }
    WriteGuard guard = guards.of(call, from);
    if (to.path().isRoot() || (move && from.path().isRoot())) {
      throw new ProblemException(
          new Problem.Forbidden("A whole share is neither moved nor replaced."));
    }
    if (move && source instanceof FolderEntry) {
      DepthRule.MOVE.read(call);
    }
    boolean deep = move || DepthRule.COPY.read(call) == Depth.INFINITY;
    Written written =
        to.host().host().id().equals(from.host().host().id())
            ? owners.edit(
                call,
                from,
                move
                    ? new Edit.Move(from.path(), to.path(), overwrite, guard)
                    : new Edit.Copy(from.path(), to.path(), deep, overwrite, guard))
            : owners.transfer(
                call,
                from,
                guards.ofSource(call, from),
                to,
                new TreeWrite(to.path(), overwrite, guards.ofTarget(call, to)),
                move ? Owners.Way.MOVED : deep ? Owners.Way.COPIED : Owners.Way.COPIED_FLAT);
    Changed.answer(call, written, written.created() ? Status.CREATED_201 : Status.NO_CONTENT_204);
  }

  private Place.InShare destination(Call call) {
    String text =
        call.header(DESTINATION)
            .orElseThrow(
                () ->
                    new ProblemException(
                        new Problem.BadRequest("COPY and MOVE need a Destination.")));
    return switch (urls.of(call.request()).find(text)) {
      case OwnAddresses.Elsewhere _ ->
          throw Refusal.elsewhere("The Destination lies on another server.");
      case OwnAddresses.Here here -> {
        if (!here.path().startsWith("browse")) {
          throw new ProblemException(
              new Problem.Forbidden("The Destination does not lie below /browse/."));
        }
        yield targets.made(here.path());
      }
    };
  }
}
