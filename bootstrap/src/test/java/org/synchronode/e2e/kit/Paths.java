package org.synchronode.e2e.kit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes paths of addresses. */
public final class Paths {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private Paths() {}

  /** {@code /browse/} and these names, percent-encoded; an empty last name gives a last slash. */
  public static String browse(String... names) {
    return "/browse/" + Arrays.stream(names).map(Paths::encoded).collect(Collectors.joining("/"));
  }

  /** The address of a file by its path below a host, with plain slashes. */
  public static String file(String host, String path) {
    return "/browse/"
        + encoded(host)
        + "/"
        + Arrays.stream(path.split("/", -1)).map(Paths::encoded).collect(Collectors.joining("/"));
  }

  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append("%02X".formatted(b & 0xff));
      }
    }
    return encoded.toString();
  }
}
