package org.synchronode.e2e.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A user of this machine who is not the one that the tests run as, and may do nothing. */
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
}
