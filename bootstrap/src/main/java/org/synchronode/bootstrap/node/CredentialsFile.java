package org.synchronode.bootstrap.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.synchronode.bootstrap.datadir.SecretFile;
import org.synchronode.domain.host.Token;
import org.synchronode.ws.link.Credentials;
import org.synchronode.ws.link.MasterAddress;
import org.synchronode.ws.link.MasterCredentials;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** This node's tokens at its masters, in one file that only its owner can read. */
final class CredentialsFile implements MasterCredentials {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SecretFile file;

  CredentialsFile(SecretFile file) {
    this.file = file;
  }

  @Override
  public synchronized Optional<Credentials> load(MasterAddress master) {
    JsonNode kept = read().path(master.toString());
    return kept.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new Credentials(
                new Token(kept.path("token").asString("")), kept.path("pending").asBoolean(false)));
  }

  @Override
  public synchronized void save(MasterAddress master, Credentials credentials) {
    ObjectNode all = read();
    all.putObject(master.toString())
        .put("token", credentials.token().secret())
        .put("pending", credentials.pending());
    try {
      file.write(JSON.writeValueAsString(all) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(file.path() + " can't be written: " + e.getMessage(), e);
    }
  }

  private ObjectNode read() {
    try {
      return file.read()
          .map(text -> (ObjectNode) JSON.readTree(text))
          .orElseGet(JSON::createObjectNode);
    } catch (IOException e) {
      throw new UncheckedIOException(file.path() + " can't be read: " + e.getMessage(), e);
    } catch (JacksonException | ClassCastException e) {
      throw new IllegalStateException(
          file.path() + " is damaged. Delete it, and start with --join CODE to register again.", e);
    }
  }
}
