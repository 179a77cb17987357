package org.synchronode.bootstrap.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Sends {@code {"host"}}; the answer has its {@code id} and {@code name}. */
@Command(name = "approve", description = "Lets a host in that waits for approval.")
final class ApproveCommand extends AdminCommand {
  @Parameters(paramLabel = "HOST", description = "Id or name of the host.")
  private String host = "";

  @Override
  Map<String, String> arguments() {
    return Map.of("host", host);
  }

  @Override
  void show(JsonNode result, PrintWriter out) {
    out.println("Approved " + text(result, "name") + " (" + text(result, "id") + ")");
  }
}
