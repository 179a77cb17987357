package org.synchronode.ws.relay;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.replication.AdmitSlave;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.Token;
import org.synchronode.ws.frames.Admission;
import org.synchronode.ws.frames.ChannelSocket;
import org.synchronode.ws.frames.ChannelUpgrader;

/**
 * The master's end of channels: takes them in at {@code /ws/channel} and keeps them in a pool for
 * each slave.
 */
public final class ChannelServer implements AutoCloseable {
  /** Where slaves dial their channels. */
  public static final String PATH = "/ws/channel";

  static final HeaderName HOST_ID = HeaderNames.create("Synchronode-Host-Id");

  /** What a slave takes beyond the first version of the protocol, as a list of words. */
  static final HeaderName TAKES = HeaderNames.create("Synchronode-Takes");

  static final String PARTS = "parts";
  private static final String BEARER = "Bearer ";
  private static final Duration WAIT_FOR_CHANNEL = Duration.ofSeconds(10);

  private final Map<HostId, ChannelPool> pools = new ConcurrentHashMap<>();
  private final AdmitSlave admit;
  private volatile ObjIntConsumer<HostId> askForChannels = (_, _) -> {};
  private final Duration ownerPatience;

  /**
   * A server without channels.
   *
   * @param ownerPatience how long an exchange waits for the owner's next message before it is given
   *     up (504)
   */
  public ChannelServer(AdmitSlave admit, Duration ownerPatience) {
    this.admit = admit;
    this.ownerPatience = ownerPatience;
  }

  /**
   * Says how a slave is asked, over its link, for so many more channels. Nobody is asked before.
   *
   * @param link never blocks; does nothing when the slave is not linked
   */
  public void askThrough(ObjIntConsumer<HostId> link) {
    askForChannels = link;
  }

  /**
   * Makes a connection selector give channels to this server.
   *
   * @param others for upgrade requests to other paths
   */
  public void registerWith(
      Http1ConnectionSelectorConfig.BuilderBase<?, ?> selector, Http1Upgrader others) {
    new ChannelUpgrader<Dialler>(
            Set.of(PATH, PATH + "/"), (_, headers) -> admit(headers), this::serve, others)
        .registerWith(selector);
  }

  /** How a slave's files, and those of the hosts below it, are reached. */
  public HostFiles filesOf(HostId slave) {
    return new RelayedHostFiles(poolOf(slave), ownerPatience);
  }

  /** Drops all channels of a slave, and thereby what runs on them. */
  public void abortAll(HostId slave) {
    poolOf(slave).abortAll();
  }

  /** Drops all channels of all slaves. */
  @Override
  public void close() {
    pools.values().forEach(ChannelPool::abortAll);
  }

  private Admission<Dialler> admit(Headers headers) {
    HostId host;
    Token token;
    try {
      host = new HostId(headers.first(HOST_ID).orElse(""));
      token =
          new Token(
              headers
                  .first(HeaderNames.AUTHORIZATION)
                  .filter(value -> value.startsWith(BEARER))
                  .map(value -> value.substring(BEARER.length()))
                  .orElse(""));
    } catch (IllegalArgumentException _) {
      return new Admission.Refused<>(401, "a host id and its token are needed");
    }
    return switch (admit.admit(host, token)) {
      case org.synchronode.application.replication.Admission.Admitted _ ->
          new Admission.Granted<>(new Dialler(host, takesParts(headers)));
      case org.synchronode.application.replication.Admission.Refused(var reason, var _) ->
          new Admission.Refused<>(403, reason.code());
    };
  }

  private static boolean takesParts(Headers headers) {
    return Stream.of(headers.first(TAKES).orElse("").split(",", -1))
        .anyMatch(word -> word.strip().equals(PARTS));
  }

  /** Who has dialled a channel. */
  private record Dialler(HostId slave, boolean takesParts) {}

  private void serve(ChannelSocket socket, Dialler dialler) throws IOException {
    ChannelPool pool = poolOf(dialler.slave());
    Optional<PooledChannel> channel = pool.add(socket, dialler.takesParts());
    if (channel.isEmpty()) {
      socket.close(1013, "too many channels");
      return;
    }
    try {
      channel.get().lookAfter();
    } finally {
      pool.remove(channel.get());
    }
  }

  private ChannelPool poolOf(HostId slave) {
    return pools.computeIfAbsent(
        slave,
        host ->
            new ChannelPool(
                host, (asked, more) -> askForChannels.accept(asked, more), WAIT_FOR_CHANNEL));
  }
}
