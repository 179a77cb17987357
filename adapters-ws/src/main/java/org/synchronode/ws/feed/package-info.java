/**
 * The browsers' live feed: {@code /browserWs}. {@link org.synchronode.ws.feed.BrowserFeed} accepts
 * sockets of known users from the node's own pages; on each, a browser subscribes to folders that
 * it shows, and a {@link org.synchronode.ws.feed.FolderWatch} turns the events of the catalogue's
 * feed into what happened directly in that folder.
 */
@NullMarked
package org.synchronode.ws.feed;

import org.jspecify.annotations.NullMarked;
