package org.synchronode.http.dav.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.synchronode.http.RawClient;
import org.synchronode.http.dav.MultistatusReader;

/** A client that keeps a copy of a collection by what reports tell it, and by nothing else. */
final class SyncClient {
  static final String PROPERTIES =
      "<D:prop><D:displayname/><D:resourcetype/><D:getetag/><D:getlastmodified/></D:prop>";

  final Map<String, String> copy = new TreeMap<>();
  private final RawClient http;
  private final String collection;
  private final String level;
  String token = "";
  int restarts;

  SyncClient(RawClient http, String collection, String level) {
    this.http = http;
    this.collection = collection;
    this.level = level;
  }

  String collection() {
    return collection;
  }

  RawClient.Response report(String limit) {
    return http.ask(
        "REPORT",
        collection,
        "body:<D:sync-collection xmlns:D='DAV:'><D:sync-token>"
            + token
            + "</D:sync-token><D:sync-level>"
            + level
            + "</D:sync-level>"
            + limit
            + PROPERTIES
            + "</D:sync-collection>");
  }

  /** Goes on until there is nothing more to hear. */
  void sync(int limit) {
    int steps = 0;
    while (!step(limit)) {
      assertThat(++steps).as("steps until nothing is left to be told").isLessThan(1000);
    }
  }

  /** Asks once; returns whether that is all. */
  boolean step(int limit) {
    RawClient.Response response =
        report(limit == 0 ? "" : "<D:limit><D:nresults>" + limit + "</D:nresults></D:limit>");
    return switch (response.status()) {
      case 207 -> take(new MultistatusReader(response), limit);
      case 403 -> {
        assertThat(response.text()).contains("valid-sync-token");
        assertThat(token).isNotEmpty();
        forget();
        yield false;
      }
      case 507 -> {
        assertThat(response.text()).contains("number-of-matches-within-limits");
        assertThat(limit).isPositive();
        yield step(0);
      }
      default -> throw new AssertionError(response.text());
    };
  }

  void forget() {
    token = "";
    copy.clear();
    restarts++;
  }

  private boolean take(MultistatusReader answer, int limit) {
    boolean complete = true;
    int told = 0;
    assertThat(answer.hrefs()).doesNotHaveDuplicates();
    for (MultistatusReader.One one : answer.all()) {
      String status = one.status().orElse("");
      if (one.href().equals(collection)) {
        assertThat(status).isEqualTo("HTTP/1.1 507 Insufficient Storage");
        assertThat(one.elements("number-of-matches-within-limits")).hasSize(1);
        complete = false;
        continue;
      }
      told++;
      if (status.isEmpty()) {
        copy.put(path(one.href()), properties(one));
      } else {
        assertThat(status).isEqualTo("HTTP/1.1 404 Not Found");
        assertThat(one.elements("propstat")).isEmpty();
        assertThat(token).as("who has nothing hears of nothing that went").isNotEmpty();
        remove(path(one.href()));
      }
    }
    if (limit > 0) {
      assertThat(told).isLessThanOrEqualTo(limit);
    }
    token = answer.syncToken().orElseThrow();
    return complete;
  }

  private void remove(String path) {
    copy.keySet().removeIf(known -> known.equals(path) || known.startsWith(path + "/"));
  }

  /** A mapping is the same whether a folder or a file stands there. */
  private static String path(String href) {
    return href.endsWith("/") ? href.substring(0, href.length() - 1) : href;
  }

  private static String properties(MultistatusReader.One one) {
    return one.value("displayname").orElse("")
        + (one.elements("collection").isEmpty() ? "" : "/")
        + " "
        + one.value("getetag").orElse("")
        + " "
        + one.value("getlastmodified").orElse("");
  }

  /** What a listing tells of the same. */
  Map<String, String> listing() {
    RawClient.Response response =
        http.ask(
            "PROPFIND",
            collection,
            "Depth: " + (level.equals("1") ? "1" : "infinity"),
            "body:<D:propfind xmlns:D='DAV:'>" + PROPERTIES + "</D:propfind>");
    assertThat(response.status()).isEqualTo(207);
    Map<String, String> listed = new TreeMap<>();
    for (MultistatusReader.One one : new MultistatusReader(response).all()) {
      if (!one.href().equals(collection)) {
        listed.put(path(one.href()), properties(one));
      }
    }
    return listed;
  }
}
