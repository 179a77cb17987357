package org.synchronode.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP address, or all that share its first bits: {@code 10.0.0.0/8}.
 *
 * @param network its first address
 * @param bits how many leading bits count
 */
public record AddressRange(InetAddress network, int bits) {
  private static final Pattern FORM =
      Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/(\\d{1,3}))?");

  /**
   * Reads a literal address or {@code address/bits}. Names are refused: they would have to be
   * looked up.
   *
   * @throws IllegalArgumentException with what is wrong and what to do
   */
  public static AddressRange parse(String written) {
    Matcher parts = FORM.matcher(written.strip());
    if (!parts.matches()) {
      throw notARange(written);
    }
    InetAddress network;
    try {
      network = InetAddress.ofLiteral(parts.group(1));
    } catch (IllegalArgumentException e) {
      throw notARange(written);
    }
    int all = network.getAddress().length * Byte.SIZE;
    String bits = parts.group(2);
    int wanted = bits == null ? all : Integer.parseInt(bits);
    if (wanted > all) {
      throw notARange(written);
    }
    return new AddressRange(network, wanted);
  }

  /** False for an address of the other family. */
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if ((mine[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    int all = network instanceof Inet4Address ? 32 : 128;
    return network.getHostAddress() + (bits == all ? "" : "/" + bits);
  }

  private static IllegalArgumentException notARange(String written) {
    return new IllegalArgumentException(
        "is no IP address or range: "
            + "\""
            + written
            + "\""
            + "; write it like 127.0.0.1 or 10.0.0.0/8");
  }
}
