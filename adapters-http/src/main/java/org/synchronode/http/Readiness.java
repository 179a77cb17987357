package org.synchronode.http;

import java.util.List;

/** Whether this node can do its work. That it answers at all says that it is alive. */
@FunctionalInterface
public interface Readiness {

  /** The parts that are not ready, by names that an operator knows; empty when all are. */
  List<String> missing();
}
