package org.synchronode.http.dav;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.files.AskSpace;
import org.synchronode.application.files.Routes;
import org.synchronode.application.hosts.ListHosts;
import org.synchronode.benchmarks.SampleStore;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.HostName;
import org.synchronode.domain.host.Origin;
import org.synchronode.domain.host.Presence;
import org.synchronode.domain.host.Standing;
import org.synchronode.http.Utf8;
import org.synchronode.http.dav.request.PropfindRequest;
import org.synchronode.http.path.AskedPath;

/** The answer to a PROPFIND is written for a folder of 1,000 files, which was read before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PropfindBenchmark {
  private static final int FILES = 1000;

  /** As sync clients ask. */
  private static final PropfindRequest SOME =
      new PropfindRequest.Prop(
          Stream.of(
                  LiveProperty.RESOURCETYPE,
                  LiveProperty.GETCONTENTLENGTH,
                  LiveProperty.GETLASTMODIFIED,
                  LiveProperty.GETETAG)
              .map(LiveProperty::propertyName)
              .toList());

  private static final PropfindRequest ALL = new PropfindRequest.AllProp(List.of());

  private final SampleStore store;
  private final ListedMembers members;
  private final ListHosts.Listed host;
  private final AskedPath asked = new AskedPath(List.of(), List.of("browse", "laptop"));
  private final List<Listing.Listed> entries = new ArrayList<>();
  private final ListHead head;

  public PropfindBenchmark() {
    try {
      store = new SampleStore();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    store.apply(store.newFiles(FILES));
    members =
        new ListedMembers(store.catalogue(), new AskSpace(new Routes()), InstantSource.system());
    host =
        new ListHosts.Listed(
            new Host(
                store.host(),
                new HostName("laptop"),
                new Origin.Own(),
                new Standing.Active(),
                Instant.EPOCH),
            new Presence.Online(Instant.EPOCH));
    try (Listing listing =
        store.catalogue().list(store.host(), EntryPath.ROOT, Depth.ONE).orElseThrow()) {
      listing.entries().forEachRemaining(entries::add);
      head = listing.head();
    }
  }

  @Setup
  public void check() {
    if (entries.size() != FILES + 1) {
      throw new IllegalStateException(entries.size() + " entries");
    }
  }

  @TearDown
  public void close() throws IOException {
    store.close();
  }

  @Benchmark
  public boolean someProperties() throws IOException {
    return write(SOME);
  }

  @Benchmark
  public boolean allProperties() throws IOException {
    return write(ALL);
  }

  private boolean write(PropfindRequest request) throws IOException {
    Multistatus answer =
        new Multistatus(Utf8.writer(OutputStream.nullOutputStream()), request, false);
    answer.begin();
    members.write(answer, host, new Kept(), asked, true);
    answer.end();
    return answer.lasting();
  }

  private final class Kept implements Listing {
    @Override
    public ListHead head() {
      return head;
    }

    @Override
    public Entry self() {
      return entries.getFirst().entry();
    }

    @Override
    public Iterator<Listed> entries() {
      return entries.iterator();
    }

    @Override
    public void close() {}
  }
}
