package org.synchronode.http.dav;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synchronode.application.files.Space;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.dav.answer.ActiveLock;
import org.synchronode.http.dav.xml.StoredXml;
import org.synchronode.http.dav.xml.XmlFragment;
import org.synchronode.http.path.PublicPath;

/**
 * What a multistatus tells about.
 *
 * @param name the last segment of its path, decoded
 * @param file what it is, unless it is a collection
 * @param locks that cover it; nothing where there can't be any
 * @param dead properties, in the order in which they are told; none has the name of a live one
 * @param space on its disk, where that was asked for and the owner could say
 * @param syncToken of a collection, where that was asked for
 */
public record Member(
    PublicPath href,
    String name,
    Optional<Instant> modified,
    Optional<FileEntry> file,
    Optional<List<ActiveLock>> locks,
    Map<PropertyName, XmlFragment> dead,
    Optional<Space> space,
    Optional<String> syncToken) {

  /** The folder of all hosts. */
  public static Member allHosts(PublicPath href, String name, Optional<TreeToken> token) {
    return collection(href, name, Optional.empty(), token.map(TreeToken::text));
  }

  /** A host that has no list yet. */
  public static Member noListYet(PublicPath href, Host host) {
    return collection(
        href,
        host.name().value(),
        Optional.of(host.registered()),
        Optional.of(ShareToken.noList(host.id()).text()));
  }

  /** One that is neither: there for who climbs to the tree from above. */
  public static Member above(PublicPath href, String name) {
    return collection(href, name, Optional.empty(), Optional.empty());
  }

  private static Member collection(
      PublicPath href, String name, Optional<Instant> modified, Optional<String> token) {
    return new Member(
        href,
        name,
        modified,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        token);
  }

  static Member entry(
      PublicPath href,
      String name,
      Entry entry,
      List<ActiveLock> locks,
      Optional<Space> space,
      Optional<String> syncToken) {
    return new Member(
        href,
        name,
        Optional.of(entry.modified()),
        entry instanceof FileEntry file ? Optional.of(file) : Optional.empty(),
        Optional.of(locks),
        dead(entry.annotations().properties()),
        space,
        syncToken);
  }

  private static Map<PropertyName, XmlFragment> dead(List<DeadProperty> properties) {
    if (properties.isEmpty()) {
      return Map.of();
    }
    Map<PropertyName, XmlFragment> dead = new LinkedHashMap<>();
    for (DeadProperty property : properties) {
      if (LiveProperty.named(property.name()).isEmpty()) {
        StoredXml.read(property.name(), property.xml())
            .ifPresent(xml -> dead.put(property.name(), xml));
      }
    }
    return dead;
  }

  /** Whether it stays true until the list changes: locks run out, and disks fill. */
  boolean lasting() {
    return space.isEmpty() && locks.map(List::isEmpty).orElse(true);
  }

  /** Whether it is one. */
  public boolean collection() {
    return file.isEmpty();
  }
}
