package org.synchronode.domain.change;

import java.time.Instant;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;

/**
 * A sum over all entries of a list, in any order, that changes with each entry by one addition and
 * one subtraction. Two lists that should be equal and have drifted apart differ in it but for a
 * chance of 1 in 2^64. It finds faults, not forgeries.
 */
public record Fingerprint(long value) {
  public static final Fingerprint EMPTY = new Fingerprint(0);

  public Fingerprint plus(Entry entry) {
    return new Fingerprint(value + hash(entry));
  }

  public Fingerprint minus(Entry entry) {
    return new Fingerprint(value - hash(entry));
  }

  private static long hash(Entry entry) {
    Instant modified = entry.modified();
    long h = mix(entry.id().value());
    h = mix(h ^ entry.parent().value());
    h = mix(h ^ textHash(entry.name().value()));
    h = mix(mix(h ^ modified.getEpochSecond()) ^ modified.getNano());
    h = mix(h ^ entry.revision().value());
    return switch (entry) {
      case FolderEntry _ -> mix(h ^ 1);
      case FileEntry file -> mix(mix(h ^ file.size()) ^ file.version().value());
    };
  }

  /** FNV-1a over UTF-16 units: the receiver's strings are the same, whatever their bytes were. */
  private static long textHash(String text) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * 0x100000001b3L;
    }
    return h;
  }

  /** The finaliser of SplitMix64: each bit of the input changes half of the bits of the result. */
  private static long mix(long x) {
    long z = x + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
