package org.synchronode.http.dav.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.synchronode.application.catalogue.Departure;
import org.synchronode.application.catalogue.Listing.Listed;
import org.synchronode.application.catalogue.PlaceChanges;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.Revision;
import org.synchronode.http.Refusal;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;

/**
 * Puts changes on a page, revision by revision as long as there is room, so that what is on it is
 * all that happened until some revision. Entries are told where they lie now; what left its place
 * is told to be gone from there, unless something stands there now (RFC 6578 §3.5.1); a folder that
 * came from elsewhere is told with all that lies in it, for none of that changed itself.
 */
final class SyncPageBuilder {
  private final SyncScope scope;
  private final Weigher weigher;
  private final int limit;

  private final Map<EntryPath, Listed> changed = new LinkedHashMap<>();
  private final Map<EntryPath, Boolean> gone = new LinkedHashMap<>();
  private final Set<EntryPath> whole = new LinkedHashSet<>();
  private long size;

  /** Says how many entries a folder and all that lies in it are, or a number beyond the limit. */
  @FunctionalInterface
  interface Weigher {
    long weigh(EntryPath folder, int most);
  }

  /**
   * An empty page.
   *
   * @param limit how many responses it may have
   */
  SyncPageBuilder(SyncScope scope, int limit, Weigher weigher) {
    this.scope = scope;
    this.limit = limit;
    this.weigher = weigher;
  }

  /** What happened at one revision, of what concerns the folder. */
  private static final class Step {
    final List<Listed> changed = new ArrayList<>();
    final List<Departure> departures = new ArrayList<>();
  }

  /**
   * Adds changes, in the order of revisions.
   *
   * @return the revision until which all is told now
   * @throws Refusal when the first of them alone are beyond the limit (RFC 6578 §3.7), or can't be
   *     told
   */
  Revision add(PlaceChanges changes) {
    SortedMap<Revision, Step> steps = new TreeMap<>();
    for (Listed one : changes.changed()) {
      if (scope.has(one.path())) {
        steps.computeIfAbsent(one.entry().revision(), _ -> new Step()).changed.add(one);
      }
    }
    for (Departure one : changes.departures()) {
      if (!scope.canTell(one)) {
        throw ReportMethod.invalidToken();
      }
      if (scope.has(one.from()) || scope.cameWhole(one)) {
        steps.computeIfAbsent(one.revision(), _ -> new Step()).departures.add(one);
      }
    }
    for (Map.Entry<Revision, Step> step : steps.entrySet()) {
      if (!fits(step.getValue())) {
        return new Revision(step.getKey().value() - 1);
      }
    }
    return changes.upTo();
  }

  private boolean fits(Step step) {
    Map<EntryPath, Boolean> left = new LinkedHashMap<>();
    Set<EntryPath> came = new LinkedHashSet<>();
    long more = 0;
    for (Departure one : step.departures) {
      if (scope.has(one.from()) && !one.taken()) {
        left.put(one.from(), one.folder());
        more++;
      }
      EntryPath now = one.now().orElse(EntryPath.ROOT);
      if (scope.cameWhole(one) && !isTold(now, whole) && came.add(now)) {
        more += weigher.weigh(now, limit);
      }
    }
    List<Listed> single =
        step.changed.stream()
            .filter(one -> !isTold(one.path(), whole) && !isTold(one.path(), came))
            .toList();
    more += single.size();
    if (size + more > limit) {
      if (size == 0) {
        throw Refusal.of(
            DavError.of(DavCondition.NUMBER_OF_MATCHES_WITHIN_LIMITS),
            "One change alone is more than the limit that was asked for.");
      }
      return false;
    }
    size += more;
    left.forEach((path, folder) -> gone.merge(path, folder, Boolean::logicalOr));
    whole.addAll(came);
    single.forEach(one -> changed.put(one.path(), one));
    return true;
  }

  private boolean isTold(EntryPath path, Set<EntryPath> with) {
    EntryPath at = path;
    while (scope.has(at)) {
      if (with.contains(at)) {
        return true;
      }
      at = at.parent();
    }
    return false;
  }

  boolean isEmpty() {
    return size == 0;
  }

  List<SyncPage.Gone> gone() {
    return gone.entrySet().stream()
        .map(one -> new SyncPage.Gone(one.getKey(), one.getValue()))
        .toList();
  }

  /** Those that are not told with their folders. */
  List<Listed> changed() {
    return changed.values().stream().filter(one -> !isTold(one.path(), whole)).toList();
  }

  /** The folders that are told with all that lies in them, none of them in another. */
  List<EntryPath> whole() {
    return whole.stream().filter(path -> !isTold(path.parent(), whole)).toList();
  }
}
