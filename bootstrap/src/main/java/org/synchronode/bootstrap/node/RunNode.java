package org.synchronode.bootstrap.node;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.synchronode.bootstrap.cli.NodeStart;
import org.synchronode.bootstrap.config.Settings;

/** Runs a node until the process is told to end (SIGTERM, SIGINT). */
public final class RunNode implements NodeStart {
  private static final int LOOK_SECONDS = 10;

  private final String version;
  private final Map<String, String> environment;

  public RunNode(String version, Map<String, String> environment) {
    this.version = version;
    this.environment = environment;
  }

  @Override
  public int run(Settings settings, PrintWriter out) throws Exception {
    out.println("Synchronode " + version);
    Node node = Node.start(settings, version, environment, out);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(
                    () -> {
                      node.close();
                      ended.countDown();
                    }));
    HeapCare heap = new HeapCare();
    while (!ended.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
      heap.look();
    }
    return 0;
  }
}
