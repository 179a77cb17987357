package org.synchronode.bootstrap.config;

/** The code, good for one use, with which this node joins its master. Its text form hides it. */
public record JoinCode(String value) {
  private static final int LONGEST = 256;

  /**
   * Checks the form only.
   *
   * @throws IllegalArgumentException unless it is 1 to 256 visible ASCII characters; it travels in
   *     a header
   */
  public JoinCode {
    if (value.length() > LONGEST || !value.matches("[!-~]+")) {
      throw new IllegalArgumentException(
          "is no join code: those have no blanks and at most "
              + LONGEST
              + " characters; get one by 'invite' on the master");
    }
  }

  @Override
  public String toString() {
    return "JoinCode[hidden]";
  }
}
