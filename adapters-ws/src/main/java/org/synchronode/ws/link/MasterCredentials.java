package org.synchronode.ws.link;

import java.util.Optional;

/** Keeps this node's credentials, one for each master, where only its owner can read them. */
public interface MasterCredentials {

  /** Nothing when this node never registered there. */
  Optional<Credentials> load(MasterAddress master);

  /** Durable when it returns; in the place of what was kept for this master. */
  void save(MasterAddress master, Credentials credentials);
}
