package org.synchronode.domain.user;

import java.util.regex.Pattern;

/**
 * A user's name: 1 to 64 letters, digits, dots, dashes, underscores or at signs; no colon, because
 * Basic splits there.
 */
public record UserName(String value) {
  private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");

  /** The user that the first start makes. */
  public static final UserName ADMIN = new UserName("admin");

  /**
   * @throws IllegalArgumentException when the text can't be a user's name
   */
  public UserName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a user's name has 1 to 64 letters, digits or . _ @ -");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
