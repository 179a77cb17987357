package org.synchronode.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Whose {@code X-Forwarded-For} is believed. A proxy adds the address that it was called from at
 * the right end; what stands further left came from there, and anybody can have written it. So the
 * client is the rightmost address that is not a trusted proxy's.
 */
public final class TrustedProxies {
  /** Nobody's. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private final List<AddressRange> ranges;

  /** Trusts these. */
  public TrustedProxies(List<AddressRange> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /**
   * Where a request came from.
   *
   * @param peer the other end of the connection
   * @param forwarded the lines of {@code X-Forwarded-For}, in order
   */
  public InetAddress client(InetAddress peer, List<String> forwarded) {
    InetAddress client = peer;
    String[] hops = String.join(",", forwarded).split(",", -1);
    for (int i = hops.length - 1; i >= 0 && trusts(client); i--) {
      Optional<InetAddress> hop = address(hops[i].strip());
      if (hop.isEmpty()) {
        break;
      }
      client = hop.get();
    }
    return client;
  }

  boolean trusts(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /** Some proxies write a port too: {@code 192.0.2.1:99}, {@code [2001:db8::1]:99}. */
  private static Optional<InetAddress> address(String text) {
    String host = text;
    if (text.startsWith("[") && text.indexOf(']') > 0) {
      host = text.substring(1, text.indexOf(']'));
    } else if (text.indexOf(':') > 0 && text.indexOf(':') == text.lastIndexOf(':')) {
      host = text.substring(0, text.indexOf(':'));
    }
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
