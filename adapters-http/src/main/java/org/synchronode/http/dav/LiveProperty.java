package org.synchronode.http.dav;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.browse.MediaTypes;
import org.synchronode.http.dav.answer.ActiveLock;
import org.synchronode.http.dav.xml.XmlText;
import org.synchronode.http.header.HttpDate;

/**
 * The properties of RFC 4918 §15 and RFC 4331 that an entry has, each as GET says it too. The ones
 * that are not here are answered as not found: creationdate, which file systems do not tell
 * reliably; getetag and getcontentlength of folders, which clients misread.
 */
public enum LiveProperty {
  RESOURCETYPE,
  DISPLAYNAME,
  GETCONTENTLENGTH,
  GETCONTENTTYPE,
  GETETAG,
  GETLASTMODIFIED,
  LOCKDISCOVERY,
  SUPPORTEDLOCK,
  QUOTA_AVAILABLE_BYTES,
  QUOTA_USED_BYTES;

  private static final Map<PropertyName, LiveProperty> BY_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  property -> PropertyName.dav(property.local), Function.identity()));

  private final String local = name().toLowerCase(Locale.ROOT).replace('_', '-');

  String local() {
    return local;
  }

  /**
   * Whether who asks for everything gets it; room on a disk only who asks for that (RFC 4331 §3).
   */
  boolean inAllprop() {
    return !isQuota();
  }

  /** Whether only the owner can tell it. */
  boolean isQuota() {
    return this == QUOTA_AVAILABLE_BYTES || this == QUOTA_USED_BYTES;
  }

  /** The value as XML; nothing when the member has no such property. */
  Optional<String> valueOf(Member member) {
    return switch (this) {
      case RESOURCETYPE -> Optional.of(member.collection() ? "<D:collection/>" : "");
      case DISPLAYNAME -> Optional.of(XmlText.escape(member.name()));
      case GETCONTENTLENGTH -> member.file().map(file -> Long.toString(file.size()));
      case GETCONTENTTYPE -> member.file().map(file -> XmlText.escape(MediaTypes.of(file.name())));
      case GETETAG -> member.file().map(file -> XmlText.escape(file.state().etag().quoted()));
      case GETLASTMODIFIED -> member.modified().map(HttpDate::format);
      case LOCKDISCOVERY -> member.locks().map(ActiveLock::lockDiscovery);
      case SUPPORTEDLOCK -> member.locks().map(_ -> ActiveLock.supportedLock());
      case QUOTA_AVAILABLE_BYTES -> member.space().map(space -> Long.toString(space.available()));
      case QUOTA_USED_BYTES -> member.space().map(space -> Long.toString(space.used()));
    };
  }

  /** The property of this name, if there is one. */
  public static Optional<LiveProperty> named(PropertyName name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
