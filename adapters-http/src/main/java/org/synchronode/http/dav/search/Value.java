package org.synchronode.http.dav.search;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.synchronode.application.files.Space;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.browse.MediaTypes;
import org.synchronode.http.dav.LiveProperty;
import org.synchronode.http.dav.Member;
import org.synchronode.http.dav.xml.BodyXml;
import org.synchronode.http.dav.xml.XmlFragment;

/** A member's property, in the form that it is compared in. */
sealed interface Value {

  record Text(String text) implements Value {}

  record Amount(long number) implements Value {}

  record Time(Instant time) implements Value {}

  /** Elements: there, but like and unlike nothing (RFC 5323 §5.5.4). */
  record Structure() implements Value {}

  /** Orders values of different kinds, which dead properties of one name can have. */
  default int rank() {
    return switch (this) {
      case Structure() -> 0;
      case Amount _ -> 1;
      case Time _ -> 2;
      case Text _ -> 3;
    };
  }

  /** The property's value; nothing when the member does not have it. */
  static Optional<Value> of(PropertyName name, Member member) {
    Optional<LiveProperty> live = LiveProperty.named(name);
    return live.isPresent()
        ? of(live.get(), member)
        : Optional.ofNullable(member.dead().get(name)).map(Value::of);
  }

  private static Optional<Value> of(LiveProperty property, Member member) {
    return switch (property) {
      case DISPLAYNAME -> Optional.of(new Text(member.name()));
      case GETCONTENTLENGTH -> member.file().map(file -> new Amount(file.size()));
      case GETCONTENTTYPE -> member.file().map(file -> new Text(MediaTypes.of(file.name())));
      case GETETAG -> member.file().map(file -> new Text(file.state().etag().quoted()));
      // No finer than it is told.
      case GETLASTMODIFIED ->
          member.modified().map(time -> new Time(time.truncatedTo(ChronoUnit.SECONDS)));
      case QUOTA_AVAILABLE_BYTES -> member.space().map(Space::available).map(Amount::new);
      case QUOTA_USED_BYTES -> member.space().map(Space::used).map(Amount::new);
      case SYNC_TOKEN -> member.syncToken().map(Text::new);
      case RESOURCETYPE,
          LOCKDISCOVERY,
          SUPPORTEDLOCK,
          SUPPORTED_REPORT_SET,
          SUPPORTED_QUERY_GRAMMAR_SET ->
          property.isOf(member) ? Optional.of(new Structure()) : Optional.empty();
    };
  }

  private static Value of(XmlFragment dead) {
    byte[] xml = dead.text().getBytes(StandardCharsets.UTF_8);
    try {
      return BodyXml.read("property", xml, BodyXml::nextChild)
          ? new Structure()
          : new Text(BodyXml.read("property", xml, BodyXml::text));
    } catch (ProblemException _) {
      return new Structure();
    }
  }
}
