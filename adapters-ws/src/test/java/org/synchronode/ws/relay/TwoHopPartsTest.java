package org.synchronode.ws.relay;

class TwoHopPartsTest extends RelayedPartsContract {
  TwoHopPartsTest() {
    super(2);
  }
}
