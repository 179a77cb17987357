package org.synchronode.http.dav;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.synchronode.http.browse.MediaTypes;
import org.synchronode.http.dav.xml.PropertyName;
import org.synchronode.http.dav.xml.XmlText;
import org.synchronode.http.header.HttpDate;

/**
 * The properties of RFC 4918 §15 that an entry has, each as GET says it too. The ones that are not
 * here are answered as not found: creationdate, which file systems do not tell reliably; getetag
 * and getcontentlength of folders, which clients misread; supportedlock and lockdiscovery, as long
 * as there are no locks.
 */
enum LiveProperty {
  RESOURCETYPE,
  DISPLAYNAME,
  GETCONTENTLENGTH,
  GETCONTENTTYPE,
  GETETAG,
  GETLASTMODIFIED;

  private static final Map<PropertyName, LiveProperty> BY_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  property -> PropertyName.dav(property.local), Function.identity()));

  private final String local = name().toLowerCase(Locale.ROOT);

  String local() {
    return local;
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
    };
  }

  static Optional<LiveProperty> named(PropertyName name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
