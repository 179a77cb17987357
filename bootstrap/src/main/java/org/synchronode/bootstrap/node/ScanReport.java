package org.synchronode.bootstrap.node;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.synchronode.vfs.ScanProgress;

/** Tells how far the first scan is, every two seconds. */
final class ScanReport implements ScanProgress {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final PrintWriter out;
  private final long began = System.nanoTime();
  private long told = began;
  private String last = "";

  ScanReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void seen(long folders, long files, long bytes) {
    last =
        String.format(
            Locale.ROOT, "%,d files in %,d folders, %,d MB", files, folders, bytes / 1_000_000);
    long now = System.nanoTime();
    if (now - told > EVERY.toNanos()) {
      told = now;
      out.println("Scanning the share: " + last);
    }
  }

  /** Says that everything is published, and how long it took. */
  synchronized void done() {
    double seconds = (System.nanoTime() - began) / 1e9;
    out.println(
        String.format(
            Locale.ROOT, "Scanned %s in %.1f s", last.isEmpty() ? "nothing" : last, seconds));
    out.println("Ready");
  }
}
