package org.synchronode.http.dav.write;

import io.helidon.http.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.property.PropertyPatch;
import org.synchronode.http.DavStatus;
import org.synchronode.http.dav.LiveProperty;
import org.synchronode.http.dav.answer.AnsweredProperty;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;
import org.synchronode.http.dav.answer.Propstat;
import org.synchronode.http.dav.request.PropertyUpdate;
import org.synchronode.http.dav.xml.PropertyValue;

/**
 * What a PROPPATCH comes to: dead properties to set and remove, a time to set, or why none of it is
 * done (RFC 4918 §9.2). Made step by step; not thread-safe.
 */
final class PlannedPatch {

  private final Set<PropertyName> names = new LinkedHashSet<>();
  private final Set<PropertyName> kept = new LinkedHashSet<>();
  private final Set<PropertyName> tooLong = new LinkedHashSet<>();
  private final List<PropertyPatch> patches = new ArrayList<>();
  private Optional<Instant> modified = Optional.empty();

  PlannedPatch(PropertyUpdate update) {
    for (PropertyUpdate.Instruction step : update.instructions()) {
      names.add(step.name());
      switch (step) {
        case PropertyUpdate.Set(PropertyValue value) -> set(value);
        case PropertyUpdate.Remove(PropertyName name) -> remove(name);
      }
    }
  }

  private void set(PropertyValue value) {
    Optional<Instant> time = SettableTime.of(value);
    if (time.isPresent()) {
      modified = time;
    }
    if (isProtected(value.name())) {
      if (time.isEmpty()) {
        kept.add(value.name());
      }
    } else if (value.xml().text().length() > DeadProperty.LONGEST) {
      tooLong.add(value.name());
    } else {
      patches.add(new PropertyPatch.Set(new DeadProperty(value.name(), value.xml().text())));
    }
  }

  private void remove(PropertyName name) {
    if (isProtected(name)) {
      kept.add(name);
    } else {
      patches.add(new PropertyPatch.Remove(name));
    }
  }

  /** A name that the node answers itself, or that WebDAV keeps for itself. */
  private static boolean isProtected(PropertyName name) {
    return LiveProperty.named(name).isPresent() || name.namespace().equals(PropertyName.DAV);
  }

  List<PropertyPatch> patches() {
    return patches;
  }

  /** The time that the file is to have. */
  Optional<Instant> modified() {
    return modified;
  }

  /** Why nothing is done; empty when all can be. */
  List<Propstat> refused() {
    List<Propstat> propstats = new ArrayList<>();
    if (!kept.isEmpty()) {
      DavError why = DavError.of(DavCondition.CANNOT_MODIFY_PROTECTED_PROPERTY);
      propstats.add(new Propstat(Status.FORBIDDEN_403, named(kept), Optional.of(why)));
    }
    if (!tooLong.isEmpty()) {
      propstats.add(Propstat.of(DavStatus.INSUFFICIENT_STORAGE_507, named(tooLong)));
    }
    Set<PropertyName> others = new LinkedHashSet<>(names);
    others.removeAll(kept);
    others.removeAll(tooLong);
    if (!propstats.isEmpty() && !others.isEmpty()) {
      propstats.add(Propstat.of(DavStatus.FAILED_DEPENDENCY_424, named(others)));
    }
    return propstats;
  }

  /** What all of them come to when there is no room for them. */
  List<Propstat> noRoom() {
    return List.of(Propstat.of(DavStatus.INSUFFICIENT_STORAGE_507, named(names)));
  }

  /** What all of them come to when they are stored. */
  List<Propstat> done() {
    return List.of(Propstat.of(Status.OK_200, named(names)));
  }

  private static List<AnsweredProperty> named(Collection<PropertyName> names) {
    return names.stream().<AnsweredProperty>map(AnsweredProperty.Named::new).toList();
  }
}
