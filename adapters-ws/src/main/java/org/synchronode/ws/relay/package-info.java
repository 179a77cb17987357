/**
 * The relay: file bytes from their owner, one exchange at a time on one channel.
 *
 * <p>At the master, {@link org.synchronode.ws.relay.ChannelServer} takes in the channels that
 * slaves dial and keeps them in a {@link org.synchronode.ws.relay.ChannelPool} each; {@link
 * org.synchronode.ws.relay.RelayedHostFiles} is the port {@code HostFiles} over such a pool. At the
 * slave, {@link org.synchronode.ws.relay.ChannelDialler} keeps channels open and {@link
 * org.synchronode.ws.relay.ExchangeServer} answers what comes on them, by calling the use case that
 * stands there: the file may be its own or lie one hop further down.
 *
 * <p>An exchange: the master sends {@code read} with host, path and conditions; the owner answers
 * {@code opened} with the file's state, or {@code problem}. Both sides know from the state what the
 * request comes to ({@code ReadRequest.decide}), so how many bytes follow is never in doubt; after
 * them comes {@code done}, or {@code problem} where they broke off. An exchange that is not wanted
 * any more is ended by dropping its channel.
 */
@NullMarked
package org.synchronode.ws.relay;

import org.jspecify.annotations.NullMarked;
