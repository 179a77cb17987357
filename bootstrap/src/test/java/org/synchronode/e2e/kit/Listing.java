package org.synchronode.e2e.kit;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder as the node lists it in JSON. */
public record Listing(String path, Optional<Item> host, List<Item> entries) {
  private static final JsonMapper JSON = new JsonMapper();

  /** A host, a folder or a file; what one kind does not have is empty, false or -1. */
  public record Item(
      String name, String type, String id, boolean online, String since, long size, String etag) {}

  static Listing parse(String json) {
    JsonNode root = JSON.readTree(json);
    return new Listing(
        root.path("path").asString(""),
        root.has("host") ? Optional.of(item(root.path("host"))) : Optional.empty(),
        StreamSupport.stream(root.path("entries").spliterator(), false)
            .map(Listing::item)
            .toList());
  }

  private static Item item(JsonNode node) {
    return new Item(
        node.path("name").asString(""),
        node.path("type").asString(""),
        node.path("id").asString(""),
        node.path("online").asBoolean(false),
        node.path("since").asString(""),
        node.path("size").asLong(-1),
        node.path("etag").asString(""));
  }

  public List<String> names() {
    return entries.stream().map(Item::name).toList();
  }

  public Optional<Item> find(String name) {
    return entries.stream().filter(item -> item.name().equals(name)).findFirst();
  }

  /** The one of this name, which must be there. */
  public Item get(String name) {
    return find(name)
        .orElseThrow(() -> new AssertionError(name + " is not listed in " + path + names()));
  }
}
