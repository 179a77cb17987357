package org.synchronode.ws.link;

import java.time.Duration;

/**
 * When a slave tries again.
 *
 * @param first bounds the first wait
 * @param longest bounds all waits
 * @param pending while it waits for approval
 * @param slow where only a person can help
 * @param good a link that stood for so long counts as a new beginning
 */
public record RetryTimes(
    Duration first, Duration longest, Duration pending, Duration slow, Duration good) {
  public static final RetryTimes DEFAULT =
      new RetryTimes(
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10));
}
