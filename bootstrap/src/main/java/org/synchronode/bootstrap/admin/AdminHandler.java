package org.synchronode.bootstrap.admin;

import tools.jackson.databind.JsonNode;

/** Does one command of the administration. Called from several threads at once. */
@FunctionalInterface
public interface AdminHandler {
  /**
   * Does it; the administrator waits.
   *
   * @param arguments an object; check what is in it
   * @return what Jackson can write: a record, a map, a list, a node
   * @throws AdminException with what the administrator is told
   */
  Object handle(JsonNode arguments) throws AdminException;
}
