package org.synchronode.bootstrap.node;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.synchronode.application.hosts.ApproveHost;
import org.synchronode.application.hosts.HostStore;
import org.synchronode.application.hosts.InviteHost;
import org.synchronode.application.hosts.Presences;
import org.synchronode.application.hosts.RevokeHost;
import org.synchronode.bootstrap.admin.AdminException;
import org.synchronode.bootstrap.admin.AdminHandler;
import org.synchronode.db.StoreException;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.Presence;
import org.synchronode.domain.host.Standing;
import tools.jackson.databind.JsonNode;

/** The commands that an administrator gives to the running node. */
final class AdminCommands {
  private final HostStore hosts;
  private final Presences presences;
  private final InviteHost inviteHost;
  private final ApproveHost approveHost;
  private final RevokeHost revokeHost;

  AdminCommands(
      HostStore hosts,
      Presences presences,
      InviteHost inviteHost,
      ApproveHost approveHost,
      RevokeHost revokeHost) {
    this.hosts = hosts;
    this.presences = presences;
    this.inviteHost = inviteHost;
    this.approveHost = approveHost;
    this.revokeHost = revokeHost;
  }

  Map<String, AdminHandler> byName() {
    return Map.of(
        "hosts", _ -> told(this::list),
        "invite", _ -> told(() -> Map.of("code", inviteHost.invite().secret())),
        "approve", arguments -> told(() -> named(approveHost.approve(hostIn(arguments)))),
        "revoke", arguments -> told(() -> named(revokeHost.revoke(hostIn(arguments)))));
  }

  private List<Map<String, String>> list() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Host host : hosts.all()) {
      String state =
          switch (host.standing()) {
            case Standing.Active _ -> "active";
            case Standing.Pending _ -> "pending";
            case Standing.Revoked _ -> "revoked";
          };
      String presence =
          switch (presences.of(host.id())) {
            case Presence.Online online ->
                "online since " + online.since().truncatedTo(ChronoUnit.SECONDS);
            case Presence.Offline offline ->
                "offline since " + offline.since().truncatedTo(ChronoUnit.SECONDS);
          };
      rows.add(
          Map.of(
              "id",
              host.id().value(),
              "name",
              host.name().value(),
              "state",
              state,
              "presence",
              presence));
    }
    return rows;
  }

  private static String hostIn(JsonNode arguments) {
    return arguments.path("host").asString("");
  }

  private static Map<String, String> named(Host host) {
    return Map.of("id", host.id().value(), "name", host.name().value());
  }

  /** What went wrong, in the words that the person who gave the command can use. */
  private static Object told(Supplier<Object> command) throws AdminException {
    try {
      return command.get();
    } catch (ProblemException e) {
      throw new AdminException(e.problem().message());
    } catch (StoreException e) {
      throw new AdminException(String.valueOf(e.getMessage()));
    }
  }
}
