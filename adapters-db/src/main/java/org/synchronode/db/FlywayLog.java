package org.synchronode.db;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Flyway says goes to the log as details: it tells of each step, and warns of any H2 that is
 * younger than itself. What goes wrong comes as an exception too.
 */
public final class FlywayLog implements Log {
  private final Logger log;

  private FlywayLog(Class<?> speaker) {
    this.log = LoggerFactory.getLogger(speaker);
  }

  /** Flyway makes this by its name. */
  public static final class Creator implements LogCreator {
    @Override
    public Log createLogger(Class<?> speaker) {
      return new FlywayLog(speaker);
    }
  }

  @Override
  public void debug(String message) {
    log.trace(message);
  }

  @Override
  public void info(String message) {
    log.debug(message);
  }

  @Override
  public void notice(String message) {
    log.debug(message);
  }

  @Override
  public void warn(String message) {
    log.debug(message);
  }

  @Override
  public void error(String message) {
    log.debug(message);
  }

  @Override
  public void error(String message, Exception e) {
    log.debug(message, e);
  }
}
