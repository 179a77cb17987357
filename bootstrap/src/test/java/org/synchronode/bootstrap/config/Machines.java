package org.synchronode.bootstrap.config;

import java.nio.file.Path;
import java.util.Map;

/** Surroundings for tests: everything in one folder. */
public final class Machines {
  private Machines() {}

  public static Surroundings in(Path folder, Map<String, String> environment) {
    return new Surroundings(
        folder, folder, Path.of("/home/ann"), Path.of("/tmp"), "attic", environment);
  }

  public static Surroundings in(Path folder) {
    return in(folder, Map.of());
  }
}
