package org.synchronode.http.dav;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.synchronode.http.header.HttpDate;

/**
 * The properties of RFC 4918 §15 that an entry has, each with how to read it. The ones that are not
 * here are answered as not found: creationdate, which file systems do not tell reliably; getetag
 * and getcontentlength of folders, which clients misread; supportedlock and lockdiscovery, as long
 * as there are no locks.
 */
enum LiveProperty {
  RESOURCETYPE("resourcetype", member -> Optional.of(member.collection() ? "<D:collection/>" : "")),
  DISPLAYNAME("displayname", member -> Optional.of(XmlText.escape(member.name()))),
  GETCONTENTLENGTH(
      "getcontentlength", member -> member.file().map(file -> Long.toString(file.size()))),
  GETCONTENTTYPE(
      "getcontenttype",
      member -> member.file().map(file -> XmlText.escape(Member.contentType(file)))),
  GETETAG(
      "getetag", member -> member.file().map(file -> XmlText.escape(file.state().etag().quoted()))),
  GETLASTMODIFIED("getlastmodified", member -> member.modified().map(HttpDate::format));

  private static final Map<PropertyName, LiveProperty> BY_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  property -> PropertyName.dav(property.local), Function.identity()));

  private final String local;
  private final Function<Member, Optional<String>> reader;

  LiveProperty(String local, Function<Member, Optional<String>> reader) {
    this.local = local;
    this.reader = reader;
  }

  String local() {
    return local;
  }

  /** The value as XML; nothing when the member has no such property. */
  Optional<String> valueOf(Member member) {
    return reader.apply(member);
  }

  static Optional<LiveProperty> named(PropertyName name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
