package org.synchronode.bootstrap.config;

import org.synchronode.ws.link.MasterAddress;

/** Reads what people write for the master's address. */
final class MasterSetting {
  private MasterSetting() {}

  /**
   * Takes a URL, or only a host (with port and path, if need be): that means https, and http where
   * it is a loopback address.
   *
   * @throws IllegalArgumentException with what is wrong and what to do
   */
  static MasterAddress parse(String written) {
    String stripped = written.strip();
    if (stripped.contains("://")) {
      return new MasterAddress(HttpUrl.parse(stripped));
    }
    MasterAddress secure = new MasterAddress(HttpUrl.parse("https://" + stripped));
    // Parsed again rather than changed: which port is left out depends on the scheme.
    return secure.isLoopback() ? new MasterAddress(HttpUrl.parse("http://" + stripped)) : secure;
  }
}
