package org.synchronode.ws.protocol;

/** How much may be said at a time. */
public final class Bounds {
  /** The name of the subprotocol in the WebSocket handshake. */
  public static final String SUBPROTOCOL = "synchronode.v1";

  /** What a hello says; a master that speaks another one refuses. */
  public static final int PROTOCOL = 1;

  /** Characters of a text message: ten thousand hosts fit. */
  public static final int TEXT = 4 * 1024 * 1024;

  /**
   * Bytes of a binary message as it is sent. Helidon takes no longer frame than a mebibyte by
   * default.
   */
  public static final int BINARY = 1024 * 1024;

  /** Bytes of a binary message when it is inflated. */
  public static final int INFLATED = 2 * 1024 * 1024;

  /** Entries or changes in one binary part. */
  public static final int PART = 2_000;

  /** Changes that are told as one JSON message; more go in parts. */
  public static final int SMALL_DELTA = 100;

  /**
   * The same in bytes of their binary form: JSON takes at most some more than twice that, because
   * no character is longer than six in it.
   */
  static final int SMALL_DELTA_BYTES = 256 * 1024;

  /** Changes of one delta. */
  public static final int DELTA = 100_000;

  /** Characters that are attached to the entries of one delta. */
  public static final long DELTA_ATTACHED = 32L * 1024 * 1024;

  /** Entries of one list: what a slave may make its master store. */
  public static final long ENTRIES = 100_000_000;

  /** Channels that a slave dials. */
  public static final int CHANNELS = 64;

  /** Hosts that one slave has, itself among them. */
  public static final int HOSTS = 10_000;

  /** Binary parts that a slave sends before it hears that the first of them was taken. */
  public static final int PARTS_IN_FLIGHT = 8;

  /** Deltas and lists of one host that a slave sends before it hears what came of the first. */
  public static final int UNANSWERED = 4;

  /** The same for all its hosts together. */
  public static final int UNANSWERED_IN_ALL = 64;

  private Bounds() {}
}
