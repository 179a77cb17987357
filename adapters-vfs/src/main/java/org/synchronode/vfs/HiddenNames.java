package org.synchronode.vfs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.write.UploadKey;

/**
 * The names under which this node keeps things beside what they are to become, or were: {@code
 * .synchronode-node-kind-number}. What has such a name is on the file system of its folder, mounts
 * in the share or not, and has that folder's group and access rules. Where a process ends without
 * removing it, the next one finds it by its name; what belongs to another node that shares the same
 * folder is left alone. Safe for use by several threads.
 */
final class HiddenNames {
  private static final int MOST_BYTES = 255;
  private static final int LETTERS_OF_NODE = 10;
  private static final Pattern FORM =
      Pattern.compile(
          Pattern.quote(Exclusions.HIDDEN_PREFIX) + "([a-z2-7]{10})-([std])-[0-9a-z]+(-(.+))?",
          Pattern.DOTALL);
  private static final Pattern HELD =
      Pattern.compile(Pattern.quote(Exclusions.HIDDEN_PREFIX) + "([a-z2-7]{10})-u-[0-9a-f]{32}");
  private static final int BYTES_OF_KEY = 16;

  private final String node;
  private final long process = ThreadLocalRandom.current().nextLong();
  private final AtomicLong last = new AtomicLong();
  private final Set<EntryName> inUse = ConcurrentHashMap.newKeySet();

  HiddenNames(HostId own) {
    this.node = own.value().substring(0, LETTERS_OF_NODE);
  }

  /** For what has no place yet. */
  EntryName staged() {
    return next('s', "");
  }

  /**
   * For what is taken away, but may come back. Where the name is too long to be kept, it can't come
   * back by itself.
   */
  EntryName taken(EntryName original) {
    String kept = "-" + original.value();
    boolean fits =
        kept.getBytes(StandardCharsets.UTF_8).length + prefix('t').length() + 2 * Long.SIZE / 5
            < MOST_BYTES;
    return fits ? next('t', kept) : doomed();
  }

  /** For what is gone for good, and only has to be removed yet. */
  EntryName doomed() {
    return next('d', "");
  }

  /**
   * For what came of an upload: the same one for each of its parts, and after a restart. It is
   * looked for in the folder of the file, so that it may move with that.
   */
  EntryName held(UploadKey upload) {
    String key = upload.total() + "/" + upload.path().name() + "/" + upload.user();
    byte[] hash = sha256().digest(key.getBytes(StandardCharsets.UTF_8));
    return new EntryName(prefix('u') + HexFormat.of().formatHex(hash, 0, BYTES_OF_KEY));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether what has this name came of an upload to this node. */
  boolean isHeld(EntryName name) {
    Matcher form = HELD.matcher(name.value());
    return form.matches() && form.group(1).equals(node);
  }

  private EntryName next(char kind, String kept) {
    String number =
        Long.toUnsignedString(process, Character.MAX_RADIX)
            + Long.toString(last.incrementAndGet(), Character.MAX_RADIX);
    EntryName name = new EntryName(prefix(kind) + number + kept);
    inUse.add(name);
    return name;
  }

  private String prefix(char kind) {
    return Exclusions.HIDDEN_PREFIX + node + "-" + kind + "-";
  }

  /** A name is needed no longer: what still has it is a leftover. */
  void release(EntryName name) {
    inUse.remove(name);
  }

  /** Whether what has this name was left by this node, and nothing uses it now. */
  boolean isLeftover(EntryName name) {
    Matcher form = FORM.matcher(name.value());
    return form.matches() && form.group(1).equals(node) && !inUse.contains(name);
  }

  /** The name that a leftover had when it was taken away, if it may get it back. */
  static Optional<EntryName> originalOf(EntryName name) {
    Matcher form = FORM.matcher(name.value());
    return form.matches() && form.group(2).equals("t")
        ? Optional.ofNullable(form.group(4)).filter(HiddenNames::mayBeBack).map(EntryName::new)
        : Optional.empty();
  }

  /** Anybody can make a file of any name. */
  private static boolean mayBeBack(String name) {
    return !name.equals(".") && !name.equals("..") && !Exclusions.isReserved(name);
  }
}
