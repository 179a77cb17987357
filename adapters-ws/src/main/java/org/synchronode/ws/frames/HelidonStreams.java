package org.synchronode.ws.frames;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The blocking streams inside a Helidon socket.
 *
 * <p>{@link HelidonSocket#get} hands out copies of 8 KiB, far too slow for a channel, and {@code
 * read(BufferData)} is deprecated for removal; but the latter passes the socket's input stream to
 * the buffer that it is given, and {@code write} does so with the output stream. A buffer that only
 * remembers them is asked once for each. If a later Helidon does without, this is the class to
 * change.
 */
record HelidonStreams(InputStream input, OutputStream output) {

  @SuppressWarnings(
      "removal") // HelidonSocket.read(BufferData): the only way to the input stream, see above
  static HelidonStreams of(HelidonSocket socket) {
    AtomicReference<InputStream> input = new AtomicReference<>();
    AtomicReference<OutputStream> output = new AtomicReference<>();
    BufferData catcher =
        (BufferData)
            Proxy.newProxyInstance(
                BufferData.class.getClassLoader(),
                new Class<?>[] {BufferData.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("readFrom")
                      && arguments[0] instanceof InputStream in) {
                    input.set(in);
                    return 0;
                  }
                  if (method.getName().equals("writeTo")
                      && arguments[0] instanceof OutputStream out) {
                    output.set(out);
                    return 0; // ignored: the method returns nothing
                  }
                  throw new IllegalStateException("channels need a web server with useNio(false)");
                });
    socket.read(catcher);
    socket.write(catcher);
    return new HelidonStreams(
        Objects.requireNonNull(input.get()), Objects.requireNonNull(output.get()));
  }
}
