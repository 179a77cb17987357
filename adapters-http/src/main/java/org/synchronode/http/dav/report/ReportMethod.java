package org.synchronode.http.dav.report;

import java.time.InstantSource;
import java.util.List;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.files.AskSpace;
import org.synchronode.http.Call;
import org.synchronode.http.Refusal;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.browse.Place;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.dav.DepthRule;
import org.synchronode.http.dav.ListedMembers;
import org.synchronode.http.dav.SmallBody;
import org.synchronode.http.dav.answer.DavCondition;
import org.synchronode.http.dav.answer.DavError;
import org.synchronode.http.dav.request.ReportReader;
import org.synchronode.http.dav.request.ReportRequest;

/**
 * REPORT in the tree. What it tells is the catalogue's, for hosts that are off as for those that
 * are on.
 */
public final class ReportMethod implements ResourceMethod {
  private final Tree tree;
  private final ShareReport shares;
  private final HostsSync hosts;

  public ReportMethod(Tree tree, Catalogue catalogue, AskSpace askSpace, InstantSource clock) {
    this.tree = tree;
    ListedMembers members = new ListedMembers(catalogue, askSpace, clock);
    this.shares = new ShareReport(new ShareSync(catalogue), members);
    this.hosts = new HostsSync(tree, catalogue, members);
  }

  @Override
  public List<String> names() {
    return List.of("REPORT");
  }

  @Override
  public void answer(Call call) {
    switch (ReportReader.read(SmallBody.read(call.request()))) {
      case ReportRequest.Unknown _ -> throw unsupported();
      case ReportRequest.SyncCollection sync -> {
        DepthRule.SYNC_COLLECTION.read(call);
        switch (tree.find(call.path())) {
          case Place.AllHosts _ -> hosts.answer(call, sync);
          case Place.InShare place -> shares.answer(call, place, sync);
        }
      }
    }
  }

  /** RFC 3253 §3.6; files have no members to tell of either. */
  static Refusal unsupported() {
    return Refusal.of(
        DavError.of(DavCondition.SUPPORTED_REPORT),
        "Of all reports, sync-collection is known, for folders.");
  }

  static Refusal invalidToken() {
    return Refusal.of(
        DavError.of(DavCondition.VALID_SYNC_TOKEN),
        "What changed since this sync-token is not known; begin with an empty one.");
  }
}
