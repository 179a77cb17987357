package org.synchronode.http.dav.write;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.dav.xml.PropertyValue;
import org.synchronode.http.header.HttpDate;

/** The properties by which clients set the time of a file. */
final class SettableTime {
  /** Of Windows Explorer, in the form of an HTTP date. */
  private static final PropertyName WIN32 =
      new PropertyName("urn:schemas-microsoft-com:", "Win32LastModifiedTime");

  /** Of rclone for ownCloud's servers, in seconds since 1970. */
  private static final PropertyName SECONDS = PropertyName.dav("lastmodified");

  /** Of lftp and others, in the form of an HTTP date. */
  private static final PropertyName LIVE = PropertyName.dav("getlastmodified");

  private SettableTime() {}

  /** The time that a property sets; nothing when it is none of these, or holds no time. */
  static Optional<Instant> of(PropertyValue value) {
    String text = value.text().strip();
    if (value.name().equals(WIN32) || value.name().equals(LIVE)) {
      return HttpDate.parse(text);
    }
    try {
      return value.name().equals(SECONDS)
          ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text)))
          : Optional.empty();
    } catch (NumberFormatException | DateTimeException _) {
      return Optional.empty();
    }
  }
}
