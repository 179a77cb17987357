package org.synchronode.vfs;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.domain.entry.EntryPath;

/**
 * Says once what is wrong with a share, however often it is scanned. Safe for use by several
 * threads.
 */
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);

  /** Beyond this many, only counts grow. */
  private static final int MOST_REMEMBERED = 10_000;

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final Set<EntryPath> unreadable = ConcurrentHashMap.newKeySet();
  private final Set<String> others = ConcurrentHashMap.newKeySet();

  /** A name that can't be listed: it is no well-formed UTF-8, or too long. */
  void skippedName(String name) {
    if (names.size() < MOST_REMEMBERED && names.add(name)) {
      LOG.warn("Not shared, because its name is not UTF-8 of at most 255 bytes: {}", name);
    }
  }

  void unreadable(EntryPath folder, Exception cause) {
    if (unreadable.size() < MOST_REMEMBERED && unreadable.add(folder)) {
      LOG.warn(
          "The folder \"{}\" can't be read; what is known of it stays listed. {}",
          folder,
          reason(cause));
    }
  }

  void readable(EntryPath folder) {
    if (!unreadable.isEmpty() && unreadable.remove(folder)) {
      LOG.info("The folder \"{}\" can be read again.", folder);
    }
  }

  void once(String text) {
    if (others.add(text)) {
      LOG.warn("{}", text);
    }
  }

  /** Allows {@link #once} to say it again. */
  void over(String text) {
    others.remove(text);
  }

  int unreadableFolders() {
    return unreadable.size();
  }

  /** How many different names were left out. */
  int skippedNames() {
    return names.size();
  }

  /** One line that says why. */
  static String reason(Exception e) {
    String text = e.getClass().getSimpleName() + ": " + e.getMessage();
    return text.lines().findFirst().orElse(text);
  }
}
