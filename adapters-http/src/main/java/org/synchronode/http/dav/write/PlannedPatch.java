package org.synchronode.http.dav.write;

import io.helidon.http.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.property.PropertyPatch;
import org.synchronode.http.dav.LiveProperty;
import org.synchronode.http.dav.answer.AnsweredProperty;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;
import org.synchronode.http.dav.answer.Propstat;
import org.synchronode.http.dav.request.PropertyUpdate;
import org.synchronode.http.dav.xml.PropertyValue;
import org.synchronode.http.header.HttpDate;

/**
 * What a PROPPATCH comes to: dead properties to set and remove, a time to set, or why none of it is
 * done (RFC 4918 §9.2).
 *
 * @param refused empty when all can be done
 */
record PlannedPatch(
    List<PropertyName> names,
    List<PropertyPatch> patches,
    Optional<Instant> modified,
    List<Propstat> refused) {

  /** The time of Windows Explorer, in the form of an HTTP date. */
  private static final PropertyName WIN32_MODIFIED =
      new PropertyName("urn:schemas-microsoft-com:", "Win32LastModifiedTime");

  /** The time of rclone for ownCloud's servers, in seconds since 1970. */
  private static final PropertyName LAST_MODIFIED = PropertyName.dav("lastmodified");

  private static final PropertyName GET_LAST_MODIFIED = PropertyName.dav("getlastmodified");

  static PlannedPatch of(PropertyUpdate update) {
    SequencedMap<PropertyName, Optional<DavError>> failures = new LinkedHashMap<>();
    List<PropertyPatch> patches = new ArrayList<>();
    Optional<Instant> modified = Optional.empty();
    boolean tooLong = false;
    List<PropertyName> names = new ArrayList<>();
    List<PropertyName> longOnes = new ArrayList<>();
    for (PropertyUpdate.Instruction step : update.instructions()) {
      if (!names.contains(step.name())) {
        names.add(step.name());
      }
      Optional<Instant> time =
          step instanceof PropertyUpdate.Set(PropertyValue value) ? time(value) : Optional.empty();
      if (time.isPresent()) {
        modified = time;
      }
      if (isProtected(step.name())) {
        if (time.isEmpty()) {
          failures.put(
              step.name(), Optional.of(DavError.of(DavCondition.CANNOT_MODIFY_PROTECTED_PROPERTY)));
        }
        continue;
      }
      switch (step) {
        case PropertyUpdate.Remove(PropertyName name) ->
            patches.add(new PropertyPatch.Remove(name));
        case PropertyUpdate.Set(PropertyValue value) -> {
          if (value.xml().text().length() > DeadProperty.LONGEST) {
            tooLong = true;
            longOnes.add(value.name());
          } else {
            patches.add(new PropertyPatch.Set(new DeadProperty(value.name(), value.xml().text())));
          }
        }
      }
    }
    return new PlannedPatch(
        List.copyOf(names),
        List.copyOf(patches),
        modified,
        failures.isEmpty() && !tooLong ? List.of() : refusals(names, failures, longOnes));
  }

  /** What all of them come to when there is no room for them. */
  List<Propstat> noRoom() {
    return List.of(Propstat.of(INSUFFICIENT_STORAGE, named(names)));
  }

  /** What all of them come to when they are stored. */
  List<Propstat> done() {
    return List.of(Propstat.of(Status.OK_200, named(names)));
  }

  private static final Status INSUFFICIENT_STORAGE = Status.create(507, "Insufficient Storage");
  private static final Status FAILED_DEPENDENCY = Status.create(424, "Failed Dependency");

  private static List<Propstat> refusals(
      List<PropertyName> names,
      Map<PropertyName, Optional<DavError>> failures,
      List<PropertyName> tooLong) {
    List<Propstat> propstats = new ArrayList<>();
    if (!failures.isEmpty()) {
      propstats.add(
          new Propstat(
              Status.FORBIDDEN_403,
              named(List.copyOf(failures.keySet())),
              failures.values().iterator().next()));
    }
    if (!tooLong.isEmpty()) {
      propstats.add(Propstat.of(INSUFFICIENT_STORAGE, named(tooLong)));
    }
    List<PropertyName> others =
        names.stream()
            .filter(name -> !failures.containsKey(name) && !tooLong.contains(name))
            .toList();
    if (!others.isEmpty()) {
      propstats.add(Propstat.of(FAILED_DEPENDENCY, named(others)));
    }
    return propstats;
  }

  private static List<AnsweredProperty> named(List<PropertyName> names) {
    return names.stream().distinct().<AnsweredProperty>map(AnsweredProperty.Named::new).toList();
  }

  /** A name that the node answers itself, or that WebDAV keeps for itself. */
  private static boolean isProtected(PropertyName name) {
    return LiveProperty.named(name).isPresent() || name.namespace().equals(PropertyName.DAV);
  }

  /** The time that a property sets, if it is one of those that do. */
  private static Optional<Instant> time(PropertyValue value) {
    String text = value.text().strip();
    if (value.name().equals(WIN32_MODIFIED) || value.name().equals(GET_LAST_MODIFIED)) {
      return HttpDate.parse(text);
    }
    if (value.name().equals(LAST_MODIFIED)) {
      try {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      } catch (NumberFormatException | DateTimeException _) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
