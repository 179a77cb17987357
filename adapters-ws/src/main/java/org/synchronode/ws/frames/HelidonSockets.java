package org.synchronode.ws.frames;

import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PlainSocket;
import java.lang.reflect.Field;
import java.net.Socket;

/**
 * The socket inside a Helidon socket.
 *
 * <p>What Helidon gives of it is too little for a channel: {@link HelidonSocket#get} hands out
 * copies of 8 KiB, {@code read(BufferData)} is deprecated for removal, and neither has a deadline.
 * So its private field is read. If a later Helidon calls it otherwise, this is the class to change.
 */
final class HelidonSockets {
  private HelidonSockets() {}

  static Socket below(HelidonSocket socket) {
    try {
      Field field = PlainSocket.class.getDeclaredField("delegate");
      field.setAccessible(true);
      return (Socket) field.get(socket);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new IllegalStateException("channels need a web server with useNio(false)", e);
    }
  }
}
