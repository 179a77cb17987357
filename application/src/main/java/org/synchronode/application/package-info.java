/**
 * What Synchronode does, apart from how: use cases as final classes, and the ports (interfaces)
 * through which they reach databases, disks and other nodes. Rooms: {@code hosts} (who is let in),
 * {@code users} (who logs in), {@code node} (this node's own identity), {@code catalogue} (the
 * last-known entries of every host, and the feed of their changes), {@code share} (this node's own
 * files become entries), {@code replication} (lists go up, from slaves to masters), {@code files}
 * (bytes come from their owner).
 */
@NullMarked
package org.synchronode.application;

import org.jspecify.annotations.NullMarked;
