package org.synchronode.http.dav.write;

import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.http.browse.Place;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.path.RequestPath;

/** Finds the places that may be changed: they lie in a host's share. */
final class Targets {
  /** How many segments the path of a share's root has: {@code browse}, and the host. */
  private static final int ROOT_SEGMENTS = 2;

  private final Tree tree;

  Targets(Tree tree) {
    this.tree = tree;
  }

  /**
   * The place of something that is there, or not.
   *
   * @throws ProblemException with {@link Problem.Forbidden} for the folder of all hosts; {@link
   *     Problem.NotFound} when there is no such host
   */
  Place.InShare existing(RequestPath path) {
    return inShare(tree.find(path));
  }

  /**
   * The place of something that is to be made. Hosts are not made by clients: they register.
   *
   * @throws ProblemException with {@link Problem.Forbidden} for hosts and the folder of all of them
   */
  Place.InShare made(RequestPath path) {
    try {
      return existing(path);
    } catch (ProblemException e) {
      if (!(e.problem() instanceof Problem.NotFound)) {
        throw e;
      }
      throw path.segments().size() > ROOT_SEGMENTS
          ? new ProblemException(
              new Problem.Conflict("Nothing with this name can be made here."), e)
          : hostsAreFixed();
    }
  }

  private static Place.InShare inShare(Place place) {
    return switch (place) {
      case Place.AllHosts _ -> throw hostsAreFixed();
      case Place.InShare share -> share;
    };
  }

  private static ProblemException hostsAreFixed() {
    return new ProblemException(
        new Problem.Forbidden(
            "Hosts come by registering and go by being revoked; here they can't be changed."));
  }
}
