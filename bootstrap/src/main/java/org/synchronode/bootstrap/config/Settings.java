package org.synchronode.bootstrap.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.synchronode.application.share.FolderRules;
import org.synchronode.domain.host.JoinCode;
import org.synchronode.http.AddressRange;
import org.synchronode.vfs.Durability;
import org.synchronode.ws.link.MasterAddress;

/**
 * How this node runs: every value checked, every default filled in.
 *
 * @param configFile absolute; it may not exist when options said everything
 * @param port to listen on; 0 takes a free one
 * @param host the address to listen on
 * @param master absent for a grandmaster
 * @param shareRoot where what the node offers lies
 * @param folders what of it is shared, and what others may change
 * @param durability what a change that was answered survives
 * @param name what the node calls itself; its master may have to add a suffix
 * @param dataDir absolute; where the node keeps everything of its own
 * @param publicUrls the first one is the one to show
 * @param trustedProxies whose forwarded headers are believed
 * @param insecure true where tokens may travel over plain http to a master that is not on this
 *     machine
 */
public record Settings(
    Path configFile,
    int port,
    String host,
    Optional<MasterAddress> master,
    ShareRoot shareRoot,
    FolderRules folders,
    Durability durability,
    String name,
    Path dataDir,
    Registration registration,
    AnonymousAccess anonymous,
    List<PublicUrl> publicUrls,
    List<AddressRange> trustedProxies,
    boolean insecure,
    Optional<JoinCode> joinCode) {
  public static final int DEFAULT_PORT = 3000;
  public static final String DEFAULT_HOST = "127.0.0.1";

  public Settings {
    publicUrls = List.copyOf(publicUrls);
    trustedProxies = List.copyOf(trustedProxies);
  }
}
