/**
 * Channels on the wire: a blocking codec for the WebSocket protocol (RFC 6455), made for virtual
 * threads and large binary frames, and both ends of its opening handshake.
 *
 * <p>Start at {@link org.synchronode.ws.frames.ChannelSocket}, which is all that an exchange sees.
 * One comes from {@link org.synchronode.ws.frames.ChannelClient} on a slave, or is handed by {@link
 * org.synchronode.ws.frames.ChannelUpgrader} to a {@link org.synchronode.ws.frames.ChannelHandler}
 * on a master, after a {@link org.synchronode.ws.frames.ChannelGate} let the request in.
 *
 * <p>Behind it, from the bytes up: a {@code Wire} is two streams and a way to cut both from another
 * thread; {@code PatientInput} reads with a deadline and never loses bytes to it; {@code
 * FrameHeader}, {@code FrameReader} and {@code FrameWriter} know one frame; {@code MessageReader}
 * joins fragments and answers to the rules that span frames; {@code Outbound} is the writing half
 * with its lock and the control frames that wait for it. {@code HelidonWire}, {@code
 * HelidonSockets} and {@code ChannelConnection} are the only places that know the web server's
 * insides.
 *
 * <p>No extensions (compression would cost more than it saves on files), and no sharing of a socket
 * between exchanges: TCP's own window is the flow control.
 */
@NullMarked
package org.synchronode.ws.frames;

import org.jspecify.annotations.NullMarked;
