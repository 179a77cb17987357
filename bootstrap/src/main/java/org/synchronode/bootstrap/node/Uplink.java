package org.synchronode.bootstrap.node;

import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Token;
import org.synchronode.ws.link.ChannelDialler;
import org.synchronode.ws.link.LinkStatus;
import org.synchronode.ws.link.MasterAddress;

/**
 * What follows from the link to the master: channels are dialled while it stands, and the terminal
 * hears of it.
 */
final class Uplink implements ChannelDialler {
  private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);

  private final org.synchronode.ws.relay.ChannelDialler channels;
  private final PrintWriter out;

  Uplink(org.synchronode.ws.relay.ChannelDialler channels, PrintWriter out) {
    this.channels = channels;
    this.out = out;
  }

  @Override
  public void linked(MasterAddress master, HostId own, Token token) {
    channels.linkUp(master.channel(), own, token);
  }

  @Override
  public void wanted(int more) {
    channels.dialMore(more);
  }

  @Override
  public void unlinked() {
    channels.linkDown();
  }

  void tell(LinkStatus status) {
    switch (status) {
      case LinkStatus.Connecting _ -> LOG.debug(status.sentence());
      case LinkStatus.Connected _ -> out.println(status.sentence());
      case LinkStatus.Disconnected _, LinkStatus.Refused _, LinkStatus.GivenUp _ ->
          LOG.warn(status.sentence());
    }
  }
}
