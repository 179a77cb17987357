package org.synchronode.ws.link;

import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Token;

/**
 * Dials channels to the master while the link stands. Called on the link's own thread: returns at
 * once.
 */
public interface ChannelDialler {

  /** The link stands; channels are admitted with the same id and token. */
  void linked(MasterAddress master, HostId own, Token token);

  /** The master wants so many more idle channels than it has. */
  void wanted(int more);

  /** There is no link, or no longer one. */
  void unlinked();
}
