package org.synchronode.bootstrap.node;

import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.application.files.HostFiles;
import org.synchronode.vfs.Share;
import org.synchronode.vfs.ShareUnavailable;

/** Scans the share in the background, then has it watched. */
final class ShareKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShareKeeper.class);

  private final Share share;
  private final ListedFolders folders;
  private final PrintWriter out;

  ShareKeeper(Share share, ListedFolders folders, PrintWriter out) {
    this.share = share;
    this.folders = folders;
    this.out = out;
  }

  void start() {
    Thread.ofPlatform().daemon().name("first-scan").start(this::run);
  }

  HostFiles files() {
    return share.files();
  }

  private void run() {
    try {
      ScanReport report = new ScanReport(out);
      share.firstScan(report);
      report.done();
      folders.tellMissing(out);
    } catch (ShareUnavailable e) {
      LOG.warn("The share can't be scanned now and is looked for again: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The first scan failed", e);
    }
    share.startWatching();
  }

  /** Has everything scanned again, in the background. */
  void rescan() {
    Thread.ofPlatform().daemon().name("share-again").start(this::again);
  }

  private void again() {
    try {
      share.rescan();
    } catch (ShareUnavailable e) {
      LOG.debug("Told already, and looked for again", e);
    } catch (RuntimeException e) {
      LOG.error("The share could not be scanned; the next scan tries again.", e);
    }
  }

  @Override
  public void close() {
    share.close();
  }
}
