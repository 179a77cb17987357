package org.synchronode.application.files;

import java.time.Duration;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.hosts.Presences;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.TreeWrite;
import org.synchronode.domain.write.UploadKey;
import org.synchronode.domain.write.Written;

/**
 * Takes the route to the owner and changes something there: the same for a client and for a master
 * above. Answers when this node's own catalogue has the change, so that whoever was answered reads
 * what was written.
 */
public final class ChangeFiles {
  private static final Duration LISTED_WITHIN = Duration.ofSeconds(5);

  private final Routes routes;
  private final Presences presences;
  private final Feed feed;
  private final Catalogue catalogue;

  public ChangeFiles(Routes routes, Presences presences, Feed feed, Catalogue catalogue) {
    this.routes = routes;
    this.catalogue = catalogue;
    this.presences = presences;
    this.feed = feed;
  }

  /**
   * Writes a file at its owner.
   *
   * @throws ProblemException as {@link HostFiles#write} says; {@code OwnerTimedOut} also when it is
   *     written, and the catalogue does not have it in time
   */
  public Written write(HostId host, FileWrite write, FileBody body) {
    return listed(host, wayToChange(host).write(host, write, body));
  }

  /**
   * Writes a part of a file at its owner.
   *
   * @throws ProblemException as {@link HostFiles#writePart} says; {@code OwnerTimedOut} also when
   *     the file is written, and the catalogue does not have it in time
   */
  public PartWritten writePart(HostId host, PartWrite write, FileBody body) {
    PartWritten outcome = wayToChange(host).writePart(host, write, body);
    if (outcome instanceof PartWritten.Complete(Written written)) {
      listed(host, written);
    }
    return outcome;
  }

  /**
   * Asks an owner how much of an upload it holds.
   *
   * @throws ProblemException as {@link HostFiles#held} says
   */
  public long held(HostId host, UploadKey upload) {
    return wayTo(host).held(host, upload);
  }

  /**
   * Stores at its new owner what comes from another host.
   *
   * @throws ProblemException as {@link HostFiles#writeTree} says; {@code OwnerTimedOut} also when
   *     it is stored, and the catalogue does not have it in time
   */
  public Written writeTree(HostId host, TreeWrite write, FileBody tree) {
    return listed(host, wayToChange(host).writeTree(host, write, tree));
  }

  /**
   * Changes something at its owner.
   *
   * @throws ProblemException as {@link HostFiles#edit} says; {@code OwnerTimedOut} also when it is
   *     done, and the catalogue does not have it in time
   */
  public Written edit(HostId host, Edit edit) {
    return listed(host, wayToChange(host).edit(host, edit));
  }

  /**
   * Asks an owner how much room there is.
   *
   * @throws ProblemException as {@link HostFiles#space} says
   */
  public Space space(HostId host) {
    return wayTo(host).space(host);
  }

  /** What this node could not list is not begun. */
  private HostFiles wayToChange(HostId host) {
    catalogue.requireRoom();
    return wayTo(host);
  }

  private HostFiles wayTo(HostId host) {
    return routes
        .to(host)
        .orElseThrow(
            () -> new ProblemException(new Problem.HostOffline(host, presences.of(host).since())));
  }

  private Written listed(HostId host, Written written) {
    try {
      if (feed.awaitRevision(host, written.revision(), LISTED_WITHIN)) {
        return written;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new ProblemException(
        new Problem.OwnerTimedOut(
            "This is stored at its owner, but the listings here do not show it yet."));
  }
}
