package org.synchronode.http.browse;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.host.Presence;
import org.synchronode.http.Utf8;
import org.synchronode.http.path.AskedPath;

/** A listing for people, complete without a script. */
final class FolderHtml {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
      body{max-width:60rem;margin:2rem auto;padding:0 1rem}
      nav{font-size:1.25rem;margin-bottom:1rem;overflow-wrap:anywhere}
      table{width:100%;border-collapse:collapse}
      th,td{padding:.35rem .5rem;text-align:left;border-bottom:1px solid #8884}
      th{font-weight:600}
      td:first-child{overflow-wrap:anywhere;white-space:pre-wrap}
      .n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
      .off{opacity:.65}
      a{text-decoration:none}a:hover{text-decoration:underline}
      """;

  /** Nothing but this style: no script, no form, no frame, nothing from elsewhere. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private FolderHtml() {}

  static void write(FolderHead head, Iterator<FolderRow> rows, OutputStream out)
      throws IOException {
    // Not closed: the stream is the answer's, and it is complete only when all of it is written.
    Writer html = Utf8.writer(out);
    html.append("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
        .append(escape(head.asked().name()))
        .append(" - Synchronode</title>\n<style>")
        .append(STYLE)
        .append("</style></head>\n<body>\n");
    crumbs(html, head.asked());
    if (head.host().isPresent() && !online(head.host().get())) {
      html.append("<p class=\"off\">This machine is ")
          .append(presence(head.host().get()))
          .append(". What it shared then is listed; its files open again when it is back.</p>\n");
    }
    html.append("<table>\n<thead><tr><th>Name</th>");
    html.append(
        head.host().isPresent()
            ? "<th class=\"n\">Size</th><th class=\"n\">Modified (UTC)</th>"
            : "<th class=\"n\">Presence</th>");
    html.append("</tr></thead>\n<tbody>\n");
    boolean empty = !rows.hasNext();
    while (rows.hasNext()) {
      row(html, rows.next());
    }
    html.append("</tbody></table>\n").append(empty ? "<p>Nothing is here.</p>\n" : "");
    html.append("</body></html>\n").flush();
  }

  private static void crumbs(Writer html, AskedPath asked) throws IOException {
    html.append("<nav>");
    AskedPath path = asked.allHosts();
    html.append("<a href=\"").append(escape(path.folder().text())).append("\">All machines</a>");
    for (String segment : asked.segments().subList(1, asked.segments().size())) {
      path = path.child(segment);
      html.append(" / <a href=\"")
          .append(escape(path.folder().text()))
          .append("\">")
          .append(escape(segment))
          .append("</a>");
    }
    html.append("</nav>\n");
  }

  private static void row(Writer html, FolderRow row) throws IOException {
    String href = escape(row.href().text());
    switch (row) {
      case FolderRow.HostRow(ListHosts.Listed host, _) ->
          html.append(online(host) ? "<tr>" : "<tr class=\"off\">")
              .append("<td><a href=\"")
              .append(href)
              .append("\">")
              .append(escape(host.host().name().value()))
              .append("/</a></td><td class=\"n\">")
              .append(presence(host))
              .append("</td></tr>\n");
      case FolderRow.EntryRow(Entry entry, _) -> {
        boolean file = entry instanceof FileEntry;
        html.append("<tr><td><a href=\"")
            .append(href)
            .append("\">")
            .append(escape(entry.name().value()))
            .append(file ? "" : "/")
            .append("</a></td><td class=\"n\">")
            .append(entry instanceof FileEntry known ? size(known.size()) : "")
            .append("</td><td class=\"n\">")
            .append(minutes(entry.modified()))
            .append("</td></tr>\n");
      }
    }
  }

  private static boolean online(ListHosts.Listed host) {
    return host.presence() instanceof Presence.Online;
  }

  private static String presence(ListHosts.Listed host) {
    return switch (host.presence()) {
      case Presence.Online _ -> "online";
      case Presence.Offline(Instant since) when since.equals(Instant.EPOCH) ->
          "offline, not seen yet";
      case Presence.Offline(Instant since) -> "offline since " + minutes(since) + " UTC";
    };
  }

  private static String minutes(Instant time) {
    return MINUTES.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
  }

  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 999.95 && unit < 5) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %cB", value, "kMGTPE".charAt(unit));
  }

  /** For text and for attributes in double quotes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        // Characters that turn the direction of text make one name look like another.
        case '\u202a', '\u202b', '\u202c', '\u202d', '\u202e' -> escaped.append('\ufffd');
        case '\u2066', '\u2067', '\u2068', '\u2069' -> escaped.append('\ufffd');
        default -> escaped.append(Character.isISOControl(c) ? '\ufffd' : c);
      }
    }
    return escaped.toString();
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
