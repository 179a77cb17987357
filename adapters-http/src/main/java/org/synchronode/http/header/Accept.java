package org.synchronode.http.header;

import java.util.Locale;

/** What kind of answer a client would rather have (RFC 9110 §12.5.1). */
public final class Accept {
  private Accept() {}

  /**
   * Whether {@code text/html} is asked for by name, at least as much as JSON. Who accepts
   * everything is a program, and gets JSON. Never throws.
   */
  public static boolean prefersHtml(String accept) {
    double html = 0;
    double json = 0;
    boolean jsonNamed = false;
    for (String range : accept.split(",", -1)) {
      String[] parts = range.split(";", -1);
      String type = parts[0].strip().toLowerCase(Locale.ROOT);
      double weight = weight(parts);
      switch (type) {
        case "text/html", "application/xhtml+xml" -> html = Math.max(html, weight);
        case "application/json" -> {
          json = weight;
          jsonNamed = true;
        }
        case "application/*", "*/*" -> {
          if (!jsonNamed) {
            json = Math.max(json, weight);
          }
        }
        default -> {
          // Neither of the two.
        }
      }
    }
    return html > 0 && html >= json;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
        return Double.parseDouble(parameter.substring(2));
      }
    }
    return 1;
  }
}
