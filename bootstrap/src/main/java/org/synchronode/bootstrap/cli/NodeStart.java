package org.synchronode.bootstrap.cli;

import java.io.PrintWriter;
import org.synchronode.bootstrap.config.Settings;

/** Runs a node. */
@FunctionalInterface
public interface NodeStart {
  /**
   * Starts the node and returns when it has ended.
   *
   * @param out for what the person who starts it should read
   * @return the exit code of the process
   * @throws Exception whose message is one line; the exit code is 1, and 2 for a {@link
   *     org.synchronode.bootstrap.config.ConfigException}
   */
  int run(Settings settings, PrintWriter out) throws Exception;
}
