package org.synchronode.http.dav.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.dav.xml.StoredXml;
import org.synchronode.http.dav.xml.XmlFragment;
import org.synchronode.http.dav.xml.XmlText;
import org.synchronode.http.path.PublicPath;

/**
 * A lock as clients are told it (RFC 4918 §14.1).
 *
 * @param owner as the client sent it
 * @param remaining until it ends by itself
 * @param token where the reader may see it
 * @param root what was locked; with {@link Depth#INFINITY}, all below it is locked too
 */
public record ActiveLock(
    Lock.Scope scope,
    Depth depth,
    Optional<XmlFragment> owner,
    Duration remaining,
    Optional<String> token,
    PublicPath root) {

  /**
   * A lock as it stands now.
   *
   * @param root the address of what it is on
   */
  public static ActiveLock of(Lock lock, PublicPath root, Instant now) {
    return new ActiveLock(
        lock.scope(),
        lock.deep() ? Depth.INFINITY : Depth.ZERO,
        StoredXml.read(PropertyName.dav("owner"), lock.owner()),
        Duration.between(now, lock.expires()),
        Optional.of(lock.token().uri()),
        root);
  }

  /** The value of the property {@code supportedlock} where locks can be had (§15.10). */
  public static String supportedLock() {
    return Stream.of(Lock.Scope.values())
        .map(scope -> "<D:lockentry>" + kind(scope) + "</D:lockentry>")
        .collect(Collectors.joining());
  }

  /** The value of the property {@code lockdiscovery} (§15.8); empty when there are no locks. */
  public static String lockDiscovery(List<ActiveLock> locks) {
    return locks.stream().map(ActiveLock::element).collect(Collectors.joining());
  }

  /** The body of the answer to a LOCK (§9.10.1). */
  public static String document(List<ActiveLock> locks) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:prop xmlns:D=\"DAV:\"><D:lockdiscovery>"
        + lockDiscovery(locks)
        + "</D:lockdiscovery></D:prop>\n";
  }

  private String element() {
    return "<D:activelock>"
        + kind(scope)
        + "<D:depth>"
        + switch (depth) {
          case ZERO -> "0";
          case ONE -> "1";
          case INFINITY -> "infinity";
        }
        + "</D:depth>"
        + owner.map(XmlFragment::text).orElse("")
        + "<D:timeout>Second-"
        + Math.max(0, remaining.toSeconds())
        + "</D:timeout>"
        + token
            .map(uri -> "<D:locktoken><D:href>" + XmlText.escape(uri) + "</D:href></D:locktoken>")
            .orElse("")
        + "<D:lockroot><D:href>"
        + XmlText.escape(root.text())
        + "</D:href></D:lockroot></D:activelock>";
  }

  private static String kind(Lock.Scope scope) {
    return "<D:lockscope><D:"
        + scope.name().toLowerCase(Locale.ROOT)
        + "/></D:lockscope><D:locktype><D:write/></D:locktype>";
  }
}
