package org.synchronode.bootstrap.config;

import java.net.URI;

/**
 * An address under which people reach this node, such as its reverse proxy's.
 *
 * @param base http or https, host in lower case, no default port, a path that ends in a slash
 */
public record PublicUrl(URI base) {
  /**
   * Reads a whole URL.
   *
   * @throws IllegalArgumentException with what is wrong and what to do
   */
  public static PublicUrl parse(String written) {
    return new PublicUrl(HttpUrl.parse(written.strip()));
  }

  /** As a browser writes it in the header {@code Origin}. */
  public String origin() {
    return base.getScheme() + "://" + base.getRawAuthority();
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
