package org.synchronode.ws.link;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line to the log for each change of a link's status, not for each try. */
final class StatusLog {
  private static final Logger LOG = LoggerFactory.getLogger(LinkClient.class);

  private String last = "";

  void note(LinkStatus status) {
    String sentence = status.sentence();
    if (status instanceof LinkStatus.Connecting) {
      LOG.debug("{}", sentence);
    } else if (!last.equals(sentence)) {
      last = sentence;
      if (status instanceof LinkStatus.Connected) {
        LOG.info("{}", sentence);
      } else {
        LOG.warn("{}", sentence);
      }
    }
  }
}
