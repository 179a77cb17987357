package org.synchronode.e2e.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Users of this machine who are not allowed everything, as root is. */
public final class OtherUser {
  private OtherUser() {}

  /** Lets other users reach a folder of the tests, which are open to their owner only. */
  public static void letThrough(Path folder) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    for (Path at = folder.toAbsolutePath();
        at != null && !at.equals(temporary);
        at = at.getParent()) {
      Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(at));
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(at, permissions);
    }
  }

  /**
   * Starts a program that may not read what its permissions forbid: where the tests are run by
   * root, it lacks the two capabilities by which root may. (As another user, it could not read this
   * project where that lies in root's home.)
   */
  public static String[] boundByPermissions() {
    String without = "-dac_override,-dac_read_search";
    return "root".equals(System.getProperty("user.name"))
        ? new String[] {
          Installed.program("setpriv"), "--bounding-set=" + without, "--inh-caps=" + without
        }
        : new String[0];
  }
}
