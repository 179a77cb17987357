package org.synchronode.http.browse;

import java.util.List;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.http.path.RequestPath;

/** Finds hosts and places in their shares by request paths. */
public final class Tree {
  private final ListHosts hosts;

  public Tree(ListHosts hosts) {
    this.hosts = hosts;
  }

  /**
   * The place at a path that begins with {@code browse}.
   *
   * @throws ProblemException with {@link Problem.NotFound} when there is no such host, or no file
   *     could have such a name
   */
  public Place find(RequestPath path) {
    List<String> segments = path.segments();
    if (segments.size() == 1) {
      return new Place.AllHosts();
    }
    ListHosts.Listed host =
        hosts
            .find(segments.get(1))
            .orElseThrow(
                () -> new ProblemException(new Problem.NotFound("No such host is known here.")));
    try {
      return new Place.InShare(
          host,
          new EntryPath(
              segments.subList(2, segments.size()).stream().map(EntryName::new).toList()));
    } catch (IllegalArgumentException _) {
      throw notFound();
    }
  }

  public List<ListHosts.Listed> hosts() {
    return hosts.all();
  }

  public static ProblemException notFound() {
    return new ProblemException(new Problem.NotFound("There is no such file or folder."));
  }
}
