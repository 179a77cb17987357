package org.synchronode.bootstrap.node;

import java.nio.file.Path;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.hosts.HostStore;
import org.synchronode.application.node.NodeStore;
import org.synchronode.application.share.ShareIndex;
import org.synchronode.application.users.UserStore;
import org.synchronode.db.CatalogueDatabase;
import org.synchronode.db.Facts;

/** The two stores, and the ports that they serve. */
record Stores(
    HostStore hosts, NodeStore node, UserStore users, Catalogue catalogue, ShareIndex shareIndex) {

  /** Opens both; what was opened is closed with the node. */
  static Stores open(Path dataDir, Closing closing) {
    Facts facts = closing.with(Facts.open(dataDir));
    CatalogueDatabase catalogue = closing.with(CatalogueDatabase.open(dataDir));
    return new Stores(
        facts.hosts(), facts.node(), facts.users(), catalogue.catalogue(), catalogue.shareIndex());
  }
}
