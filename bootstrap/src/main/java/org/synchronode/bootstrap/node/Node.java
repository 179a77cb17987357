package org.synchronode.bootstrap.node;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.files.AskSpace;
import org.synchronode.application.files.ChangeFiles;
import org.synchronode.application.files.ReadFile;
import org.synchronode.application.files.Routes;
import org.synchronode.application.hosts.ApproveHost;
import org.synchronode.application.hosts.InviteHost;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.application.hosts.Presences;
import org.synchronode.application.hosts.RegisterHost;
import org.synchronode.application.hosts.RegistrationMode;
import org.synchronode.application.hosts.RevokeHost;
import org.synchronode.application.replication.AdmitSlave;
import org.synchronode.application.replication.OfferLists;
import org.synchronode.application.replication.ReceiveLists;
import org.synchronode.application.share.IndexShare;
import org.synchronode.bootstrap.admin.AdminException;
import org.synchronode.bootstrap.admin.AdminServer;
import org.synchronode.bootstrap.config.AnonymousAccess;
import org.synchronode.bootstrap.config.PublicUrl;
import org.synchronode.bootstrap.config.Settings;
import org.synchronode.bootstrap.config.ShareRoot;
import org.synchronode.bootstrap.datadir.DataDirectory;
import org.synchronode.bootstrap.datadir.SecretFile;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.host.HostName;
import org.synchronode.http.HttpRoutes;
import org.synchronode.http.HttpSettings;
import org.synchronode.http.TrustedProxies;
import org.synchronode.vfs.Share;
import org.synchronode.vfs.ShareSettings;
import org.synchronode.ws.feed.BrowserFeed;
import org.synchronode.ws.feed.FeedSettings;
import org.synchronode.ws.frames.ChannelClient;
import org.synchronode.ws.link.LinkClient;
import org.synchronode.ws.link.LinkClientSettings;
import org.synchronode.ws.link.LinkServer;
import org.synchronode.ws.link.LinkSettings;
import org.synchronode.ws.link.RetryTimes;
import org.synchronode.ws.link.SlaveIdentity;
import org.synchronode.ws.relay.ChannelDialler;
import org.synchronode.ws.relay.ChannelServer;

/**
 * One running instance: built in the order in which its parts need each other, closed in the
 * reverse one.
 */
public final class Node implements AutoCloseable {
  /** How long an exchange waits for the owner before the client gets 504. */
  private static final Duration OWNER_PATIENCE = Duration.ofSeconds(20);

  private final Closing closing = new Closing();
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = InstantSource.system();
  private final Settings settings;
  private final String version;
  private final PrintWriter out;

  private Node(Settings settings, String version, PrintWriter out) {
    this.settings = settings;
    this.version = version;
    this.out = out;
  }

  /**
   * Starts a node. When it returns, the node answers; the share may still be scanned.
   *
   * @param out for what the person who starts it should read
   */
  public static Node start(
      Settings settings, String version, Map<String, String> environment, PrintWriter out)
      throws IOException, AdminException {
    Node node = new Node(settings, version, out);
    boolean started = false;
    try {
      node.build(environment);
      started = true;
      return node;
    } finally {
      if (!started) {
        node.close();
      }
    }
  }

  private void build(Map<String, String> environment) throws IOException, AdminException {
    DataDirectory dataDir = closing.with(DataDirectory.open(settings.dataDir()));
    closing.with(new AccessLogFile(dataDir.path()));
    Stores stores = Stores.open(dataDir.path(), closing);
    Feed feed = new Feed();
    Presences presences = new Presences(stores.catalogue(), feed, clock);
    Routes routes = new Routes();
    ReadFile readFile = new ReadFile(routes, presences);
    ChangeFiles changeFiles = new ChangeFiles(routes, presences, feed, stores.catalogue());

    HostId own = stores.node().ownId(() -> HostId.random(random));
    Host self = OwnHost.enter(stores.hosts(), own, new HostName(settings.name()), clock);
    IndexShare index =
        new IndexShare(stores.shareIndex(), stores.node(), own, IndexId.random(random), feed);
    ShareKeeper share =
        closing.with(
            new ShareKeeper(
                openShare(dataDir, index),
                new ListedFolders(settings.folders(), stores.shareIndex(), own),
                out));
    routes.open(own, share.files());
    presences.online(own);

    AdmitSlave admit = new AdmitSlave(stores.hosts(), clock);
    ReceiveLists receive =
        new ReceiveLists(own, stores.hosts(), stores.catalogue(), feed, routes, presences, clock);
    stores
        .whenRestored()
        .accept(
            () -> {
              index.storeWentBack();
              receive.closeAll();
              share.rescan();
            });
    ChannelServer channels = closing.with(new ChannelServer(admit, OWNER_PATIENCE));
    LinkServer links = new LinkServer(own, admit, receive, channels::filesOf, LinkSettings.DEFAULT);
    channels.askThrough(links::askForChannels);
    Users users = Users.open(stores.users(), dataDir.path(), environment, clock, random, out);
    BrowserFeed browsers =
        new BrowserFeed(
            feed,
            stores.catalogue(),
            stores.hosts(),
            presences,
            users.authenticate(),
            FeedSettings.of(self.name().value(), publicUrls(), anonymousReads()));
    WebFront front =
        closing.with(
            WebFront.start(
                settings,
                httpRoutes(
                    stores, presences, readFile, changeFiles, new AskSpace(routes), users, self),
                links,
                channels,
                browsers));
    // Browsers and slaves are told before the server goes.
    closing.with(browsers);
    closing.with(links);

    InviteHost invite = new InviteHost(stores.hosts(), clock, random);
    RevokeHost revoke =
        new RevokeHost(
            stores.hosts(),
            stores.catalogue(),
            feed,
            host -> {
              receive.closeAll(host);
              channels.abortAll(host);
            });
    AdminCommands commands =
        new AdminCommands(
            stores.hosts(),
            presences,
            invite,
            new ApproveHost(stores.hosts(), feed, clock),
            revoke);
    closing.with(AdminServer.start(dataDir.path(), commands.byName()));
    new StartLines(settings, front.port()).print(out, invite.invite().secret());
    share.start();
    linkToMaster(
        dataDir,
        self,
        new OfferLists(stores.hosts(), stores.catalogue(), presences),
        feed,
        index,
        readFile,
        changeFiles);
  }

  private List<URI> publicUrls() {
    return settings.publicUrls().stream().map(PublicUrl::base).toList();
  }

  private boolean anonymousReads() {
    return settings.anonymous() == AnonymousAccess.READ;
  }

  private Share openShare(DataDirectory dataDir, IndexShare index) {
    String root =
        switch (settings.shareRoot()) {
          case ShareRoot.Folder(Path folder) -> folder.toString();
          case ShareRoot.Vfs(String url) -> url;
        };
    return Share.open(
        root,
        dataDir.path(),
        List.of(settings.configFile()),
        index,
        ShareSettings.DEFAULT
            .withFolders(settings.folders())
            .withDurability(settings.durability()));
  }

  private HttpRoutes httpRoutes(
      Stores stores,
      Presences presences,
      ReadFile readFile,
      ChangeFiles changeFiles,
      AskSpace askSpace,
      Users users,
      Host self) {
    RegistrationMode mode = RegistrationMode.valueOf(settings.registration().name());
    return new HttpRoutes(
        new HttpSettings(
            publicUrls(),
            anonymousReads(),
            new TrustedProxies(settings.trustedProxies()),
            version,
            self.id(),
            self.name()),
        users.authenticate(),
        new RegisterHost(stores.hosts(), mode, clock, random),
        new ListHosts(stores.hosts(), presences),
        stores.catalogue(),
        readFile,
        changeFiles,
        askSpace,
        List::of,
        clock);
  }

  private void linkToMaster(
      DataDirectory dataDir,
      Host self,
      OfferLists offer,
      Feed feed,
      IndexShare index,
      ReadFile readFile,
      ChangeFiles changeFiles) {
    if (settings.master().isEmpty()) {
      return;
    }
    ChannelDialler channels =
        closing.with(new ChannelDialler(ChannelClient.create(), readFile, changeFiles));
    LinkClient link =
        closing.with(
            new LinkClient(
                new LinkClientSettings(
                    settings.master().get(),
                    new SlaveIdentity(self.id(), self.name(), version),
                    settings.joinCode(),
                    settings.insecure(),
                    RetryTimes.DEFAULT),
                closing.with(HttpClient.newHttpClient()),
                new CredentialsFile(new SecretFile(dataDir.file("masters.json"))),
                offer,
                feed,
                index::startAfter,
                new Uplink(channels),
                // It logs each of them itself.
                _ -> {},
                random));
    link.start();
  }

  /**
   * Ends everything in order: browsers and slaves are told, files and databases are closed. Within
   * five seconds.
   */
  @Override
  public void close() {
    closing.close();
  }
}
