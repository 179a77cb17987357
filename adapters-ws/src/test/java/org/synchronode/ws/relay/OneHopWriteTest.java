package org.synchronode.ws.relay;

class OneHopWriteTest extends WriteContract {
  OneHopWriteTest() {
    super(1);
  }
}
