/**
 * The relay: file bytes from and to their owner, and changes there, one exchange at a time on one
 * channel.
 *
 * <p>At the master, {@link org.synchronode.ws.relay.ChannelServer} takes in the channels that
 * slaves dial and keeps them in a {@link org.synchronode.ws.relay.ChannelPool} each; {@link
 * org.synchronode.ws.relay.RelayedHostFiles} is the port {@code HostFiles} over such a pool. At the
 * slave, {@link org.synchronode.ws.relay.ChannelDialler} keeps channels open and {@link
 * org.synchronode.ws.relay.ExchangeServer} answers what comes on them, by calling the use case that
 * stands there: the file may be its own or lie one hop further down.
 *
 * <p>A read: the master sends {@code read} with host, path and conditions; the owner answers {@code
 * opened} with the file's state, or {@code problem}. Both sides know from the state what the
 * request comes to ({@code ReadRequest.decide}), so how many bytes follow is never in doubt; after
 * them comes {@code done}, or {@code problem} where they broke off. An exchange that is not wanted
 * any more is ended by dropping its channel.
 *
 * <p>A write: the master sends {@code write}; the owner answers {@code ready} when it wants the
 * bytes, by which every hop asks the one above for them and at last the client. They end with
 * {@code end} or {@code broken}; then comes {@code written} or {@code problem}. The owner may
 * refuse in the middle. {@link org.synchronode.ws.relay.RelayedWrite} is the master's end, {@link
 * org.synchronode.ws.relay.ReceivedBody} the owner's. Everything else is an {@code edit}, answered
 * by {@code written} or {@code problem}.
 *
 * <p>Each end always has a thread that receives while it waits for something else, but for an owner
 * in the middle of a file's bytes: at the master the listener of {@code RelayedWrite}, at the owner
 * {@link org.synchronode.ws.relay.MasterWatch}. So pings are answered, and silence is a sign of
 * death at both ends, neither of a slow client nor of long work.
 */
@NullMarked
package org.synchronode.ws.relay;

import org.jspecify.annotations.NullMarked;
