/**
 * The link: the control WebSocket from a slave to its master. Lists go up on it, heartbeats in both
 * directions.
 *
 * <p>At the master, {@link org.synchronode.ws.link.LinkServer} accepts links. Each has a reading
 * thread (Helidon's) that only puts messages into a bounded inbox, a worker that takes them from
 * there through a {@link org.synchronode.ws.link.SlaveConversation}, and a writer; so neither a
 * slow catalogue nor a slow slave holds up a heartbeat, or another link.
 *
 * <p>At the slave, {@link org.synchronode.ws.link.LinkClient} connects again and again: it gets its
 * credentials by {@link org.synchronode.ws.link.Enrolment} where it has none, and lives one
 * connection after the other as a {@link org.synchronode.ws.link.MasterLink}: one thread, which
 * waits at a {@link org.synchronode.ws.link.Mailbox} for what the master says and for what changed
 * here, and sends what is due: heartbeats first, then small deltas, then the next part of something
 * long. What the master has of each host is a {@link org.synchronode.ws.link.HostProgress}; what
 * changed is read from the catalogue when it can be sent, so that nothing piles up in between.
 */
@NullMarked
package org.synchronode.ws.link;

import org.jspecify.annotations.NullMarked;
