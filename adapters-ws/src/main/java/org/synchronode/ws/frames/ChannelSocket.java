package org.synchronode.ws.frames;

import java.io.IOException;
import java.time.Duration;

/**
 * One open channel: whole messages in both directions, with plain blocking calls.
 *
 * <p><b>Threads.</b> One thread at a time receives and one thread at a time sends data; they may be
 * different threads. A second receiver is refused with {@link IllegalStateException}; a second
 * sender waits for the first one's frame. {@link #ping}, {@link #close(int, String)}, {@link
 * #close()}, {@link #abort} and {@link #silence} may be called from any thread.
 *
 * <p><b>Backpressure.</b> A send returns when the system has taken the bytes, so a peer that does
 * not receive blocks the sender, without limit: whoever limits that calls {@link #abort} from
 * another thread.
 *
 * <p><b>Failure.</b> Every {@link IOException}, other than one that names itself retryable below,
 * is the end of the channel: the connection has been dropped and all further calls fail too. A peer
 * that vanishes with an end of stream or a reset makes a blocked call fail at once; one that
 * vanishes silently is noticed only by a deadline and {@link #silence}. A peer that breaks the
 * protocol is told so (RFC 6455 section 7.4.1), which can take a second, and {@link #receive()}
 * throws {@link ProtocolViolation}.
 *
 * <p><b>Interrupts.</b> Interrupting a thread that is blocked here ends the channel, except in
 * {@link #receive(Duration)}.
 *
 * <p><b>Memory.</b> Buffers are allocated when first needed and given back when {@link
 * #receive(Duration)} runs out of time between two messages, so idle channels should wait with that
 * one.
 */
public interface ChannelSocket extends AutoCloseable {
  /** The largest payload that is sent as one frame, in bytes. */
  int MAX_PAYLOAD = 128 * 1024;

  /** The subprotocol of links and channels (Sec-WebSocket-Protocol). */
  String SUBPROTOCOL = "synchronode.v1";

  /**
   * Sends one text message as one frame.
   *
   * @throws IllegalArgumentException if it is longer than {@link #MAX_PAYLOAD} bytes of UTF-8, or
   *     has an unpaired surrogate
   * @throws IOException if the channel is closed, or the connection fails
   */
  void sendText(String text) throws IOException;

  /**
   * Sends one binary message as one frame. The bytes are not changed, and may be used again when
   * this returns.
   *
   * @param length at most {@link #MAX_PAYLOAD}; zero is an empty message
   * @throws IllegalArgumentException if it is longer
   * @throws IOException if the channel is closed, or the connection fails
   */
  void sendBinary(byte[] bytes, int offset, int length) throws IOException;

  /**
   * Keeps back what is sent from now on, until {@link #flush}: small messages leave together, as
   * one packet. What is too much to be kept, and all before a ping or the like, is sent at once.
   * For the one thread that sends, which must flush before it waits for an answer.
   */
  void holdBack();

  /**
   * Sends what was kept back, and keeps nothing back any more.
   *
   * @throws IOException if the channel is closed, or the connection fails
   */
  void flush() throws IOException;

  /**
   * Waits, without limit, for the next message. Pings are answered and pongs are skipped on the
   * way. After a {@link Message.Closed} every further call returns it again.
   *
   * @throws ProtocolViolation if the peer breaks RFC 6455, or its message is larger than the bound
   *     of this socket
   * @throws IOException if the connection ends without a close frame, or fails
   */
  Message receive() throws IOException;

  /**
   * As {@link #receive()}, but waits no longer than this. Running out of time does no harm, even in
   * the middle of a frame: the next receive goes on where this one stopped. So the time spent
   * waiting for the peer can be counted by the caller in small steps, with pings between them.
   *
   * @param patience zero takes only what has been read from the connection already
   * @throws java.net.SocketTimeoutException if no whole message came in this time; retryable
   * @throws java.io.InterruptedIOException if the thread was interrupted; its flag is set again;
   *     retryable
   * @throws IOException as {@link #receive()}
   */
  Message receive(Duration patience) throws IOException;

  /**
   * As {@link #receive(Duration)}, and cheaper, for a thread that nobody interrupts: an interrupt
   * may end the channel.
   */
  Message await(Duration patience) throws IOException;

  /**
   * Sends a ping, to which the peer's next receive answers. If a frame is being sent at this
   * moment, the ping follows it and this returns without waiting.
   *
   * @throws IOException if the channel is closed, or the connection fails
   */
  void ping() throws IOException;

  /**
   * How long ago the last byte came from the peer, pongs included. It only tells something of the
   * peer while somebody receives.
   */
  Duration silence();

  /**
   * Ends the channel in order: sends a close frame, waits for the peer's, and drops the connection.
   * All of it takes at most a second, after which a call that is still blocked in another thread
   * fails. Messages that were not received yet are lost. Does nothing on a channel that is closed
   * already.
   *
   * @param code 1000 to 1003, 1007 to 1014 or 3000 to 4999 (RFC 6455 section 7.4)
   * @param reason for the peer's log; what is beyond 123 bytes of UTF-8 is cut off
   * @throws IllegalArgumentException if the code must not be sent
   */
  void close(int code, String reason);

  /** Ends the channel in order, as {@code close(1000, "")}. */
  @Override
  void close();

  /**
   * Drops the connection now, without a close frame: a send or receive that is blocked in another
   * thread fails at once, and so does the peer. Never blocks. Does nothing on a channel that is
   * closed already.
   */
  void abort();
}
