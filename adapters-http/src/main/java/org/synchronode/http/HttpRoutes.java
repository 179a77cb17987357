package org.synchronode.http;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.files.AskSpace;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.application.files.ReadFile;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.application.hosts.RegisterHost;
import org.synchronode.application.transfer.TransferFiles;
import org.synchronode.application.users.Authenticate;
import org.synchronode.http.browse.FileAnswer;
import org.synchronode.http.browse.FolderAnswer;
import org.synchronode.http.browse.GetMethod;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.dav.PropfindMethod;
import org.synchronode.http.dav.quirks.MiniRedirectorRoot;
import org.synchronode.http.dav.report.ReportMethod;
import org.synchronode.http.dav.search.SearchMethod;
import org.synchronode.http.dav.write.WriteMethods;
import org.synchronode.http.path.ClientUrls;
import org.synchronode.http.server.CloseAsAnnounced;

/**
 * Puts everything that answers over HTTP together. {@link
 * org.synchronode.http.server.ListenerSettings} sets up the socket that it stands behind.
 */
public final class HttpRoutes {
  private final AccessLog accessLog;
  private final Front front;

  public HttpRoutes(
      HttpSettings settings,
      Authenticate authenticate,
      RegisterHost registerHost,
      ListHosts listHosts,
      Catalogue catalogue,
      ReadFile readFile,
      ChangeFiles changeFiles,
      AskSpace askSpace,
      Readiness readiness,
      InstantSource clock) {
    ClientAddress clientAddress = new ClientAddress(settings.trustedProxies());
    Tree tree = new Tree(listHosts);
    ClientUrls urls = new ClientUrls(settings.publicUrls(), clientAddress::isProxied);
    List<ResourceMethod> inTree =
        new ArrayList<>(
            WriteMethods.all(
                tree,
                catalogue,
                changeFiles,
                new TransferFiles(catalogue, readFile, changeFiles, clock),
                urls,
                clock));
    inTree.add(new GetMethod(tree, catalogue, new FolderAnswer(), new FileAnswer(readFile, clock)));
    inTree.add(new PropfindMethod(tree, catalogue, askSpace, clock));
    inTree.add(new ReportMethod(tree, catalogue, askSpace, clock));
    inTree.add(new SearchMethod(tree, catalogue, askSpace, urls, clock));
    this.accessLog = new AccessLog(clientAddress, clock);
    this.front =
        new Front(
            new Gate(authenticate, settings.anonymousReads()),
            urls,
            resource(true, List.of(new RootPageMethod())),
            resource(true, List.of(new RootPageMethod(), new MiniRedirectorRoot())),
            resource(true, inTree),
            Map.of(
                "me", resource(false, List.of(new MeMethod(settings))),
                "health", resource(false, List.of(new HealthMethod(readiness))),
                "register",
                    resource(false, List.of(new RegisterMethod(registerHost, clientAddress)))));
  }

  /**
   * Adds the access log and the answer to every request that nobody before it in the routing took.
   * Whoever adds routes of their own adds them first.
   */
  public void addTo(HttpRouting.Builder routing) {
    routing.addFilter(new CloseAsAnnounced()).addFilter(accessLog).any(front);
  }

  private static Resource resource(boolean dav, List<ResourceMethod> methods) {
    Deferred self = new Deferred();
    List<ResourceMethod> all = new ArrayList<>(methods);
    all.add(new OptionsMethod(self, dav));
    return self.is(new Resource(all));
  }

  /** A resource's OPTIONS tells what the resource, which it is part of, allows. */
  private static final class Deferred implements Supplier<String> {
    private String allow = "";

    Resource is(Resource resource) {
      allow = resource.allow();
      return resource;
    }

    @Override
    public String get() {
      return allow;
    }
  }
}
