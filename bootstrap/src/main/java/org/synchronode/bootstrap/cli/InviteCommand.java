package org.synchronode.bootstrap.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Shows the {@code code} of the answer alone on a line, so that a script can take it. */
@Command(name = "invite", description = "Prints a code with which one new host can join.")
final class InviteCommand extends AdminCommand {
  @Override
  Map<String, String> arguments() {
    return Map.of();
  }

  @Override
  void show(JsonNode result, PrintWriter out) {
    out.println(text(result, "code"));
  }
}
