package org.synchronode.ws.link;

import java.time.Duration;
import org.synchronode.domain.host.HostId;

/** How it stands between this node and its master, for the terminal and the log. */
public sealed interface LinkStatus {

  /** One sentence, without any secret. */
  String sentence();

  record Connecting(MasterAddress master) implements LinkStatus {
    @Override
    public String sentence() {
      return "Connecting to " + master;
    }
  }

  record Connected(MasterAddress master, HostId id) implements LinkStatus {
    @Override
    public String sentence() {
      return "Connected to " + master;
    }
  }

  /**
   * The master does not let this node in.
   *
   * @param code {@code pending}, {@code unknown-token}, {@code revoked}, {@code protocol}, or a
   *     problem's code when registering failed
   * @param reason says what to do
   */
  record Refused(String code, String reason, Duration retryIn) implements LinkStatus {
    @Override
    public String sentence() {
      return "The master does not let this node in (" + code + "): " + reason;
    }
  }

  record Disconnected(String reason, Duration retryIn) implements LinkStatus {
    @Override
    public String sentence() {
      return "No link to the master: " + reason;
    }
  }

  /** It makes no sense to go on by itself. */
  record GivenUp(String reason) implements LinkStatus {
    @Override
    public String sentence() {
      return "The link to the master is given up: " + reason;
    }
  }
}
