package org.synchronode.bootstrap.node;

import java.io.PrintWriter;
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

  /** Good news is for the terminal; everything else stands in the log already. */
  void tell(LinkStatus status) {
    if (status instanceof LinkStatus.Connected) {
      out.println(status.sentence());
    }
  }
}
