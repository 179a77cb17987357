package org.synchronode.ws.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.PartsContract;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;

/** Parts of files over channels. */
@Timeout(60)
abstract class RelayedPartsContract extends PartsContract {
  private final Chain chain;

  RelayedPartsContract(int length) {
    chain = new Chain(length, Duration.ofMinutes(1));
  }

  @BeforeEach
  void connect() {
    chain.connected();
  }

  @AfterEach
  void close() {
    chain.close();
  }

  @Override
  protected HostFiles files() {
    return chain.files();
  }

  @Override
  protected HostId host() {
    return chain.ownerId;
  }

  @Override
  protected Optional<String> content(EntryPath path) {
    return chain.owner.parts.content(path).map(bytes -> new String(bytes, UTF_8));
  }
}
