package org.synchronode.e2e.kit;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;

/** A grandmaster and one slave of it, linked. */
public record Pair(NodeProcess master, NodeProcess slave) implements AutoCloseable {
  public static final String MASTER = "attic";
  public static final String SLAVE = "laptop";

  /** Starts both, in folders of their own, with what already stands in their shares. */
  public static Pair start(Path folder) {
    return start(folder, "");
  }

  /** The same with these keys in the config.js of both. */
  public static Pair start(Path folder, String config) {
    NodeProcess master =
        NodeProcess.startReady(NodeSettings.grandmaster(folder, MASTER).withConfig(config));
    NodeSettings settings =
        NodeSettings.slave(folder, SLAVE, master.url())
            .withCode(master.invite())
            .withConfig(config);
    Pair pair = new Pair(master, NodeProcess.startReady(settings));
    pair.awaitOnline();
    return pair;
  }

  /** Waits until the master shows the slave as online. */
  public void awaitOnline() {
    awaitOnline(master, SLAVE);
  }

  /** Waits until a master shows a host as online; its first list may still be on its way. */
  public static void awaitOnline(NodeProcess master, String host) {
    await("host " + host + " online")
        .atMost(NodeProcess.RECONNECT)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> master.http().list("/browse/").get(host).online());
  }

  /** Waits until the master lists a file or folder of the slave's. */
  public void awaitListed(String folder, String name) {
    await(name + " listed")
        .atMost(NodeProcess.START)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> http().list(Paths.file(SLAVE, folder)).find(name).isPresent());
  }

  public HttpProbe http() {
    return master.http();
  }

  public RawHttp raw() {
    return new RawHttp(master.url(), http().authorization());
  }

  @Override
  public void close() {
    slave.close();
    master.close();
  }
}
