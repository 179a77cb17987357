package org.synchronode.application.replication;

import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;

/**
 * A host whose list a slave offers: its own, or that of a host below it.
 *
 * @param name that it has at the slave
 * @param head where its list stands there
 * @param online whether its files can be reached through the slave now
 */
public record Announcement(HostId host, HostName name, ListHead head, boolean online) {}
