package org.synchronode.bootstrap.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.ErrorManager;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Sends the lines of the access log to files in dataDir, ten megabytes each, five at most. */
final class AccessLogFile implements AutoCloseable {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(AccessLogFile.class);
  private static final int SIZE = 10_000_000;
  private static final int FILES = 5;

  /** Held on to: a logger that nobody refers to loses its handlers. */
  private final Logger logger = Logger.getLogger("access");

  private final FileHandler handler;

  AccessLogFile(Path dataDir) throws IOException {
    handler =
        new FileHandler(
            dataDir.resolve("access.log").toString().replace("%", "%%"), SIZE, FILES, true);
    handler.setFormatter(new LineOnly());
    handler.setErrorManager(new Told());
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.INFO);
    logger.addHandler(handler);
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    handler.close();
  }

  private static final class LineOnly extends Formatter {
    @Override
    public String format(LogRecord record) {
      return formatMessage(record) + System.lineSeparator();
    }
  }

  /**
   * One line, once; the log of what goes wrong must not be flooded by the log of what goes well.
   */
  private static final class Told extends ErrorManager {
    private boolean told;

    @Override
    public synchronized void error(String message, Exception cause, int code) {
      if (!told) {
        told = true;
        LOG.warn("The access log can't be written: {}", String.valueOf(cause));
      }
    }
  }
}
