package org.synchronode.db;

import java.nio.file.Path;
import org.synchronode.application.hosts.HostStore;
import org.synchronode.application.node.NodeStore;
import org.synchronode.application.users.UserStore;
import org.synchronode.db.facts.JooqHostStore;
import org.synchronode.db.facts.JooqNodeStore;
import org.synchronode.db.facts.JooqUserStore;
import org.synchronode.db.facts.RememberedHosts;

/**
 * The store of what nothing else can bring back: hosts, users, this node's own id and epoch. What
 * is committed is on its way to the disk before the commit returns, and survives {@code kill -9};
 * the price is a file that grows by some 28 KB a commit until it is closed, so nothing frequent
 * belongs here.
 */
public final class Facts implements AutoCloseable {
  private final H2File file;

  private final HostStore hosts;

  private Facts(H2File file) {
    this.file = file;
    this.hosts = new RememberedHosts(new JooqHostStore(file));
  }

  /**
   * Opens the store in this folder, and makes it where there is none.
   *
   * @throws StoreException when it is open elsewhere, can't be written, or comes from a newer
   *     version of this program
   */
  public static Facts open(Path dataDir) {
    return new Facts(H2File.open(new StoreFile(dataDir, "facts"), Saving.EACH_COMMIT));
  }

  public HostStore hosts() {
    return hosts;
  }

  public NodeStore node() {
    return new JooqNodeStore(file);
  }

  public UserStore users() {
    return new JooqUserStore(file);
  }

  @Override
  public void close() {
    file.close();
  }
}
