package org.synchronode.ws.relay;

class OneHopPartsTest extends RelayedPartsContract {
  OneHopPartsTest() {
    super(1);
  }
}
