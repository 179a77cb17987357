package org.synchronode.ws.link;

import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;

/**
 * Who a node is to its master.
 *
 * @param version of the program, for people
 */
public record SlaveIdentity(HostId id, HostName name, String version) {}
