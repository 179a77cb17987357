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
 * The properties of RFC 4918 §15, RFC 4331, RFC 6578 and RFC 5323 that an entry has, each as GET
 * says it too. The ones that are not here are answered as not found: creationdate, which file
 * systems do not tell reliably; getetag and getcontentlength of folders, which clients misread.
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
  QUOTA_USED_BYTES,
  /** RFC 6578 §4. */
  SYNC_TOKEN,
  /** RFC 3253 §3.1.5. */
  SUPPORTED_REPORT_SET,
  /** RFC 5323 §3.3. */
  SUPPORTED_QUERY_GRAMMAR_SET;

  private static final String REPORTS =
      "<D:supported-report><D:report><D:sync-collection/></D:report></D:supported-report>";

  private static final String GRAMMARS =
      "<D:supported-query-grammar><D:grammar><D:basicsearch/></D:grammar>"
          + "</D:supported-query-grammar>";

  private static final Map<PropertyName, LiveProperty> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(LiveProperty::propertyName, Function.identity()));

  private final String local = name().toLowerCase(Locale.ROOT).replace('_', '-');

  String local() {
    return local;
  }

  /**
   * Whether who asks for everything gets it; the others only who asks for them (RFC 4331 §3, RFC
   * 6578 §4, RFC 3253 §3.1.5, RFC 5323 §3.3).
   */
  boolean inAllprop() {
    return switch (this) {
      case QUOTA_AVAILABLE_BYTES,
          QUOTA_USED_BYTES,
          SYNC_TOKEN,
          SUPPORTED_REPORT_SET,
          SUPPORTED_QUERY_GRAMMAR_SET ->
          false;
      default -> true;
    };
  }

  /** Its whole name. */
  public PropertyName propertyName() {
    return PropertyName.dav(local);
  }

  /** Whether a member has it. */
  public boolean isOf(Member member) {
    return valueOf(member).isPresent();
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
      case SYNC_TOKEN -> member.syncToken().map(XmlText::escape);
      case SUPPORTED_REPORT_SET -> member.collection() ? Optional.of(REPORTS) : Optional.empty();
      case SUPPORTED_QUERY_GRAMMAR_SET -> Optional.of(GRAMMARS);
    };
  }

  /** The property of this name, if there is one. */
  public static Optional<LiveProperty> named(PropertyName name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
