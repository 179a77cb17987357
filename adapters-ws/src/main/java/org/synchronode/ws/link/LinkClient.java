package org.synchronode.ws.link;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.replication.Admission;
import org.synchronode.application.replication.OfferLists;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.JoinCode;
import org.synchronode.ws.protocol.MasterMessage;
import org.synchronode.ws.protocol.ProtocolException;

/**
 * Keeps this node linked to its master: registers where it has no credentials, connects, and
 * connects again. Its thread is never interrupted, because it may be reading the catalogue. Safe
 * for use by several threads.
 */
public final class LinkClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinkClient.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  private final LinkClientSettings settings;
  private final MasterCredentials credentials;
  private final MasterLink.Surroundings around;
  private final Enrolment enrolment;
  private final Consumer<LinkStatus> onStatus;
  private final Backoff backoff;
  private final StatusLog log = new StatusLog();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("link-client").unstarted(this::run);
  private volatile Mailbox mailbox = new Mailbox();
  private Optional<JoinCode> unspentCode;

  /**
   * Prepares a link; {@link #start} begins it.
   *
   * @param http decides which TLS certificates are trusted
   * @param startAfter told when the master remembers a later revision of this node than it does
   *     itself: {@code IndexShare.startAfter}
   * @param onStatus told each change, besides the log
   */
  public LinkClient(
      LinkClientSettings settings,
      HttpClient http,
      MasterCredentials credentials,
      OfferLists offer,
      Feed feed,
      Consumer<Revision> startAfter,
      ChannelDialler dialler,
      Consumer<LinkStatus> onStatus,
      RandomGenerator random) {
    this.settings = settings;
    this.credentials = credentials;
    this.around =
        new MasterLink.Surroundings(http, settings.identity(), offer, feed, startAfter, dialler);
    this.enrolment = new Enrolment(http, settings.identity());
    this.onStatus = onStatus;
    this.backoff = new Backoff(settings.retries(), random);
    this.unspentCode = settings.code();
  }

  /** Begins. Returns at once. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed()) {
        Optional<Credentials> known = credentials.load(settings.master());
        if (known.isPresent()) {
          link(known.get());
        } else if (!enrol()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("The link to the master ends by a fault of this node", e);
      tell(new LinkStatus.GivenUp("a fault of this node, see the log"));
    }
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  private void pause(Duration wait) throws InterruptedException {
    boolean _ = closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Registers; false when it makes no sense to go on. */
  private boolean enrol() throws InterruptedException {
    RetryTimes retries = settings.retries();
    Optional<JoinCode> code = unspentCode;
    switch (enrolment.enrol(settings.master(), code)) {
      case Enrolment.Outcome.Enrolled(Credentials got) -> {
        credentials.save(settings.master(), got);
        unspentCode = Optional.empty();
      }
      case Enrolment.Outcome.Unreachable(String reason) -> {
        Duration wait = backoff.next();
        tell(new LinkStatus.Disconnected(reason, wait));
        pause(wait);
      }
      case Enrolment.Outcome.Denied(String problem, String reason) -> {
        if (code.isPresent() && (problem.equals("forbidden") || problem.equals("bad-request"))) {
          unspentCode = Optional.empty();
          if (credentials.load(settings.master()).isEmpty()) {
            tell(new LinkStatus.GivenUp(reason));
            return false;
          }
        }
        tell(new LinkStatus.Refused(problem, reason, retries.slow()));
        pause(retries.slow());
      }
    }
    return true;
  }

  private void link(Credentials with) throws InterruptedException {
    tell(new LinkStatus.Connecting(settings.master()));
    long began = System.nanoTime();
    Mailbox mail = new Mailbox();
    mailbox = mail;
    if (closed()) {
      return;
    }
    LinkEnd end;
    try (Feed.Subscription feed = around.feed().subscribe()) {
      Thread forwarder = Thread.ofVirtual().name("link-feed").start(() -> forward(feed, mail));
      try {
        end = live(with, mail);
      } finally {
        forwarder.interrupt();
      }
    }
    if (closed()) {
      return;
    }
    if (System.nanoTime() - began > settings.retries().good().toNanos()) {
      backoff.reset();
    }
    recover(end, with);
  }

  private LinkEnd live(Credentials with, Mailbox mail) throws InterruptedException {
    try (MasterLink link = new MasterLink(settings.master(), around, mail, () -> welcomed(with))) {
      LinkEnd end = link.live(with.token());
      if (closed()) {
        link.goodbye("This node shuts down.");
      }
      return end;
    } catch (IOException e) {
      return new LinkEnd.Lost(String.valueOf(e.getMessage()));
    } catch (ProtocolException e) {
      return new LinkEnd.Lost("the master breaks the protocol: " + e.reason());
    } catch (RuntimeException e) {
      LOG.error("The link to the master broke by a fault of this node", e);
      return new LinkEnd.Lost("a fault of this node, see the log");
    } finally {
      around.dialler().unlinked();
    }
  }

  private static void forward(Feed.Subscription feed, Mailbox mail) {
    try {
      while (true) {
        mail.happened(feed.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void welcomed(Credentials with) {
    if (with.pending()) {
      credentials.save(settings.master(), new Credentials(with.token(), false));
    }
    tell(new LinkStatus.Connected(settings.master(), settings.identity().id()));
    around.dialler().linked(settings.master(), settings.identity().id(), with.token());
  }

  private void recover(LinkEnd end, Credentials used) throws InterruptedException {
    RetryTimes retries = settings.retries();
    switch (end) {
      case LinkEnd.Lost(String reason) -> {
        Duration wait = backoff.next();
        tell(new LinkStatus.Disconnected(reason, wait));
        pause(wait);
      }
      case LinkEnd.Left(String reason, int retrySeconds) -> {
        Duration wait = backoff.next().plusSeconds(retrySeconds);
        tell(new LinkStatus.Disconnected(reason, wait));
        pause(wait);
      }
      case LinkEnd.Refused(String code, String why) -> {
        if (code.equals(Admission.Reason.PENDING.code())) {
          tell(new LinkStatus.Refused(code, why, retries.pending()));
          pause(retries.pending());
        } else if (anewHelps(code, used) || code.equals(MasterMessage.Refused.PROTOCOL)) {
          Duration wait = backoff.next();
          tell(new LinkStatus.Refused(code, why, wait));
          pause(wait);
          boolean _ = closed() || !anewHelps(code, used) || enrol();
        } else {
          tell(new LinkStatus.Refused(code, why, retries.slow()));
          pause(retries.slow());
        }
      }
    }
  }

  /** A registration that nobody approved expires; an invitation outweighs everything. */
  private boolean anewHelps(String code, Credentials used) {
    boolean unknown = code.equals(Admission.Reason.UNKNOWN_TOKEN.code());
    boolean revoked = code.equals(Admission.Reason.REVOKED.code());
    return (unknown && used.pending()) || ((unknown || revoked) && unspentCode.isPresent());
  }

  private void tell(LinkStatus status) {
    log.note(status);
    onStatus.accept(status);
  }

  /** Says goodbye to the master and ends, within a second. */
  @Override
  public void close() {
    closing.countDown();
    mailbox.end("This node shuts down.");
    try {
      if (thread.getState() != Thread.State.NEW) {
        boolean _ = thread.join(LONGEST_CLOSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
