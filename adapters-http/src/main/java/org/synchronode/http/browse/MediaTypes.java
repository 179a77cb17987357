package org.synchronode.http.browse;

import io.helidon.common.media.type.MediaType;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.synchronode.domain.entry.EntryName;

/**
 * What a file's name says about its content: the server's table, and what it lacks of the kinds
 * that people keep on their machines. No charset is claimed, because nobody has looked.
 */
public final class MediaTypes {
  private static final String UNKNOWN = "application/octet-stream";

  private static final Map<String, String> MORE =
      Map.ofEntries(
          Map.entry("apng", "image/apng"),
          Map.entry("avif", "image/avif"),
          Map.entry("flac", "audio/flac"),
          Map.entry("heic", "image/heic"),
          Map.entry("heif", "image/heif"),
          Map.entry("log", "text/plain"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("m4v", "video/mp4"),
          Map.entry("md", "text/markdown"),
          Map.entry("mkv", "video/matroska"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("php", UNKNOWN),
          Map.entry("zst", "application/zstd"));

  /** Types that a browser shows without running anything in them. */
  private static final Set<String> SHOWN =
      Set.of(
          "application/json",
          "text/plain",
          "text/csv",
          "text/markdown",
          "text/tab-separated-values");

  private MediaTypes() {}

  public static String of(EntryName name) {
    String extension = extension(name.value());
    String known = MORE.get(extension);
    return known != null
        ? known
        : io.helidon.common.media.type.MediaTypes.detectExtensionType(extension)
            .map(MediaType::text)
            .orElse(UNKNOWN);
  }

  /**
   * Whether a browser may show it in a window. Whatever it might run (HTML, SVG and all other XML,
   * PDF, scripts) is saved instead.
   */
  public static boolean shown(String type) {
    return SHOWN.contains(type)
        || (type.startsWith("image/") && !type.endsWith("+xml"))
        || type.startsWith("audio/")
        || type.startsWith("video/");
  }

  /** Lower-case letters and digits behind the last dot; empty when that is something else. */
  private static String extension(String name) {
    String end = name.substring(name.lastIndexOf('.') + 1);
    return end.length() < name.length() - 1 && end.length() <= 10 && end.matches("[A-Za-z0-9]+")
        ? end.toLowerCase(Locale.ROOT)
        : "";
  }
}
