package org.synchronode.e2e.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Files with their sizes and folders (by a last slash, size 0), by their path below a folder. */
public record RemoteTree(Map<String, Long> sizes, Map<String, String> etags) {

  /** Reads a multistatus. */
  static RemoteTree parse(String folder, InputStream xml) {
    String top = URI.create(folder).getPath();
    Map<String, Long> sizes = new TreeMap<>();
    Map<String, String> etags = new TreeMap<>();
    try {
      XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(xml);
      String path = "";
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          switch (reader.getLocalName()) {
            case "href" -> {
              path = below(top, reader.getElementText());
              sizes.put(path, 0L);
            }
            case "getcontentlength" -> sizes.put(path, Long.valueOf(reader.getElementText()));
            case "getetag" -> etags.put(path, reader.getElementText());
            default -> {
              // Not of interest here.
            }
          }
        }
      }
    } catch (XMLStreamException e) {
      throw new AssertionError("the multistatus is no good XML", e);
    }
    sizes.remove("");
    return new RemoteTree(sizes, etags);
  }

  /** What really stands in a folder, in the same form. */
  public static Map<String, Long> onDisk(Path folder) {
    Map<String, Long> sizes = new TreeMap<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              if (path.getFileName().toString().startsWith(".synchronode")) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              if (!path.equals(folder)) {
                sizes.put(folder.relativize(path) + "/", 0L);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              if (!path.getFileName().toString().startsWith(".synchronode")) {
                sizes.put(folder.relativize(path).toString(), attributes.size());
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sizes;
  }

  private static String below(String top, String href) {
    String path = URI.create(href).getPath();
    return path.startsWith(top) ? path.substring(top.length()) : path;
  }
}
