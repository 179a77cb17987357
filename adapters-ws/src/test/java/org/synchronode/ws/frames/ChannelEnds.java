package org.synchronode.ws.frames;

/** Both ends of one open channel; closing this drops what is left of it. */
record ChannelEnds(ChannelSocket client, ChannelSocket server, Runnable cleanUp)
    implements AutoCloseable {

  ChannelSocket end(Role role) {
    return role == Role.CLIENT ? client : server;
  }

  @Override
  public void close() {
    client.abort();
    server.abort();
    cleanUp.run();
  }
}
