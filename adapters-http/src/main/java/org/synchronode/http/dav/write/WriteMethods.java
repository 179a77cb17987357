package org.synchronode.http.dav.write;

import java.time.InstantSource;
import java.util.List;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.application.transfer.TransferFiles;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.dav.Hrefs;
import org.synchronode.http.path.ClientUrls;

/** Puts the methods of this package together. */
public final class WriteMethods {
  private WriteMethods() {}

  /** All of them. */
  public static List<ResourceMethod> all(
      Tree tree,
      Catalogue catalogue,
      ChangeFiles files,
      TransferFiles transfers,
      ClientUrls urls,
      InstantSource clock) {
    Targets targets = new Targets(tree);
    Guards guards = new Guards(tree, urls);
    Hrefs hrefs = new Hrefs(catalogue);
    Owners owners = new Owners(files, transfers, hrefs);
    return List.of(
        new PutMethod(targets, guards, owners),
        new DeleteMethod(targets, guards, owners, catalogue),
        new MkcolMethod(targets, guards, owners),
        new CopyMoveMethod(targets, guards, owners, catalogue, urls),
        new ProppatchMethod(targets, guards, owners, hrefs),
        new LockMethod(targets, guards, files, hrefs, clock),
        new UnlockMethod(targets, guards, files));
  }
}
