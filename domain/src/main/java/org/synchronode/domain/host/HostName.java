package org.synchronode.domain.host;

import java.util.Locale;
import java.util.Set;

/**
 * What people call a host, and the first segment of its files' paths: 1 to 64 characters, none of
 * them a slash or a control character, no blank at either end. Two names that differ only in case
 * are the same name.
 */
public record HostName(String value) {
  private static final int LONGEST = 64;
  private static final Set<String> RESERVED = Set.of("swarm", ".", "..");

  /**
   * @throws IllegalArgumentException when the text can't be a host's name; the message says why
   */
  public HostName {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException("a host's name has 1 to " + LONGEST + " characters");
    }
    if (!value.strip().equals(value)) {
      throw new IllegalArgumentException("a host's name has no blank at either end");
    }
    if (value
        .chars()
        .anyMatch(
            c ->
                c == '/'
                    || c == '\\'
                    || Character.isISOControl(c)
                    || Character.isSurrogate((char) c))) {
      throw new IllegalArgumentException(
          "a host's name has no slash, backslash, control character or emoji");
    }
    if (RESERVED.contains(value.toLowerCase(Locale.ROOT)) || HostId.isForm(value)) {
      throw new IllegalArgumentException("'" + value + "' is reserved and can't be a host's name");
    }
  }

  /** The form that two names are compared in. */
  public String canonical() {
    return value.toLowerCase(Locale.ROOT);
  }

  /** This name with a number behind it ("laptop-2"), for a master where the plain name is taken. */
  public HostName numbered(int number) {
    String suffix = "-" + number;
    int keep = Math.min(value.length(), LONGEST - suffix.length());
    return new HostName(value.substring(0, keep).strip() + suffix);
  }

  @Override
  public String toString() {
    return value;
  }
}
