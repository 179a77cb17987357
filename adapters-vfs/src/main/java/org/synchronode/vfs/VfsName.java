package org.synchronode.vfs;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.vfs2.FileName;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.provider.UriParser;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * Names as Commons VFS wants and gives them: percent-encoded, but only in part, and differently by
 * provider. Here every character that could mean something to a provider is encoded, so that {@code
 * %20}, {@code #} or {@code ?} in a name mean themselves.
 */
final class VfsName {
  private VfsName() {}

  /** A path to resolve below the root. */
  static String encode(EntryPath path) {
    StringBuilder text = new StringBuilder();
    for (EntryName name : path.names()) {
      if (!text.isEmpty()) {
        text.append('/');
      }
      encode(name.value(), text);
    }
    return text.toString();
  }

  private static void encode(String name, StringBuilder into) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      // Beyond ASCII nothing is encoded: VFS would take each encoded byte for a character.
      if (c >= 0x80 || Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0) {
        into.append(c);
      } else {
        into.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
  }

  /** The last name of what VFS gives; nothing when it can't be a name. */
  static Optional<EntryName> of(FileName name) {
    try {
      return Optional.of(new EntryName(UriParser.decode(name.getBaseName())));
    } catch (FileSystemException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
