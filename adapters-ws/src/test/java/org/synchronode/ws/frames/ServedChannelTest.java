package org.synchronode.ws.frames;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Channels between the client and the web server. */
class ServedChannelTest extends ChannelSocketContract {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected ChannelEnds open() throws Exception {
    return server.connect(ChannelClient.create());
  }
}
