package org.synchronode.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What stands at an address, as the list of its methods: what {@code Allow} says can't differ from
 * what is done.
 */
public record Resource(List<ResourceMethod> methods) {
  public Resource {
    methods = List.copyOf(methods);
  }

  Optional<ResourceMethod> method(String name) {
    return methods.stream().filter(method -> method.names().contains(name)).findFirst();
  }

  /** The value of {@code Allow}. */
  public String allow() {
    return methods.stream()
        .flatMap(method -> method.names().stream())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
