package org.synchronode.bootstrap.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Shows an array of hosts, each {@code {"id", "name", "state", "presence"}}. */
@Command(name = "hosts", description = "Lists the hosts that this master knows.")
final class HostsCommand extends AdminCommand {
  private static final List<String> COLUMNS = List.of("name", "state", "presence", "id");

  @Override
  Map<String, String> arguments() {
    return Map.of();
  }

  @Override
  void show(JsonNode result, PrintWriter out) {
    if (result.isEmpty()) {
      out.println("No hosts yet; 'invite' makes a code with which one can join.");
      return;
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(COLUMNS.stream().map(column -> column.toUpperCase(Locale.ROOT)).toList());
    result.forEach(host -> lines.add(COLUMNS.stream().map(column -> text(host, column)).toList()));
    for (List<String> line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int column = 0; column < COLUMNS.size(); column++) {
        padded.append(padded(line.get(column), width(lines, column))).append("  ");
      }
      out.println(padded.toString().stripTrailing());
    }
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream()
        .mapToInt(line -> line.get(column).codePointCount(0, line.get(column).length()))
        .max()
        .orElse(0);
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.codePointCount(0, cell.length()));
  }
}
