package org.synchronode.bootstrap.node;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.hosts.HostStore;
import org.synchronode.application.node.NodeStore;
import org.synchronode.application.share.ShareIndex;
import org.synchronode.application.users.UserStore;
import org.synchronode.db.CatalogueDatabase;
import org.synchronode.db.Facts;

/**
 * The two stores, and the ports that they serve.
 *
 * @param whenRestored takes who is told when lists can be written again, after a full disk
 */
record Stores(
    HostStore hosts,
    NodeStore node,
    UserStore users,
    Catalogue catalogue,
    ShareIndex shareIndex,
    Consumer<Runnable> whenRestored) {

  /** Opens both; what was opened is closed with the node. */
  static Stores open(Path dataDir, Closing closing) {
    Facts facts = closing.with(Facts.open(dataDir));
    CatalogueDatabase catalogue = closing.with(CatalogueDatabase.open(dataDir));
    return new Stores(
        facts.hosts(),
        facts.node(),
        facts.users(),
        catalogue.catalogue(),
        catalogue.shareIndex(),
        catalogue::whenRestored);
  }
}
