package org.synchronode.ws.feed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * A folder's address as a browser has it: {@code /browse/}, a host, the names of folders; each
 * segment is percent-decoded once.
 *
 * @param host its id or its name; nothing for {@code /browse/} itself
 */
record BrowsePath(Optional<String> host, EntryPath folder) {
  private static final String ROOT = "/browse/";

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when it is none of a folder
   */
  static BrowsePath parse(String text) {
    if (!text.startsWith(ROOT)) {
      throw new IllegalArgumentException("a path begins with " + ROOT);
    }
    String below = text.substring(ROOT.length());
    if (below.isEmpty()) {
      return new BrowsePath(Optional.empty(), EntryPath.ROOT);
    }
    String trimmed = below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
    List<String> segments = new ArrayList<>();
    for (String segment : trimmed.split("/", -1)) {
      segments.add(decoded(segment));
    }
    return new BrowsePath(
        Optional.of(segments.getFirst()),
        new EntryPath(segments.stream().skip(1).map(EntryName::new).toList()));
  }

  private static String decoded(String segment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int from = 0;
    for (int at = segment.indexOf('%'); at >= 0; at = segment.indexOf('%', from)) {
      if (at + 3 > segment.length()) {
        throw new IllegalArgumentException("a percent sign is followed by two digits");
      }
      bytes.writeBytes(segment.substring(from, at).getBytes(StandardCharsets.UTF_8));
      bytes.write(HexFormat.fromHexDigits(segment, at + 1, at + 3));
      from = at + 3;
    }
    bytes.writeBytes(segment.substring(from).getBytes(StandardCharsets.UTF_8));
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a path is UTF-8", e);
    }
  }
}
