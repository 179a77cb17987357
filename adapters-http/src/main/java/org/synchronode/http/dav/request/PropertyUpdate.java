package org.synchronode.http.dav.request;

import java.util.List;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.dav.xml.PropertyValue;

/**
 * What a PROPPATCH changes (RFC 4918 §14.19): all of it or nothing, in this order.
 *
 * @param instructions at most 1000
 */
public record PropertyUpdate(List<Instruction> instructions) {
  public PropertyUpdate {
    instructions = List.copyOf(instructions);
  }

  /** One step. */
  public sealed interface Instruction {
    /** The property that it is about. */
    PropertyName name();
  }

  /** To set a property, whether it is there or not. */
  public record Set(PropertyValue value) implements Instruction {
    @Override
    public PropertyName name() {
      return value.name();
    }
  }

  /** To remove a property; nothing happens if it is not there. */
  public record Remove(PropertyName name) implements Instruction {}
}
