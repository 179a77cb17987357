package org.synchronode.http.dav;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synchronode.application.files.Space;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.FileEntry;
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
 */
public record Member(
    PublicPath href,
    String name,
    Optional<Instant> modified,
    Optional<FileEntry> file,
    Optional<List<ActiveLock>> locks,
    Map<PropertyName, XmlFragment> dead,
    Optional<Space> space) {

  /** One that is no entry: hosts, and the folder of all of them. */
  public static Member collection(PublicPath href, String name, Optional<Instant> modified) {
    return new Member(
        href, name, modified, Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
  }

  static Member entry(
      PublicPath href, String name, Entry entry, List<ActiveLock> locks, Optional<Space> space) {
    return new Member(
        href,
        name,
        Optional.of(entry.modified()),
        entry instanceof FileEntry file ? Optional.of(file) : Optional.empty(),
        Optional.of(locks),
        dead(entry.annotations().properties()),
        space);
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

  boolean collection() {
    return file.isEmpty();
  }
}
