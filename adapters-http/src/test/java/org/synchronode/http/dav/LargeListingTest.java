package org.synchronode.http.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.domain.change.Fingerprint;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.Entry;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.entry.Revision;
import org.synchronode.http.RawClient;
import org.synchronode.http.TestNode;

class LargeListingTest {
  private static final int ENTRIES = 100_000;

  /** Lists what is made while it is read, so that all the memory that is used is the answer's. */
  private static Catalogue endless() {
    return (Catalogue)
        Proxy.newProxyInstance(
            Catalogue.class.getClassLoader(),
            new Class<?>[] {Catalogue.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "list" -> Optional.of(new MadeListing());
                  case "lastSeen" -> Optional.empty();
                  case "edition" -> 0L;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private record MadeListing() implements Listing {
    @Override
    public ListHead head() {
      return new ListHead(
          new IndexId("0123456789abcdef"), new Revision(ENTRIES), Fingerprint.EMPTY, ENTRIES);
    }

    @Override
    public Entry self() {
      return FolderEntry.root(TestNode.THEN, new Revision(ENTRIES));
    }

    @Override
    public Iterator<Listed> entries() {
      return LongStream.rangeClosed(0, ENTRIES)
          .mapToObj(
              id ->
                  id == 0
                      ? new Listed(EntryPath.ROOT, self())
                      : new Listed(EntryPath.of("file " + id + ".txt"), file(id)))
          .iterator();
    }

    private static FileEntry file(long id) {
      Revision revision = new Revision(id);
      return new FileEntry(
          new EntryId(id),
          EntryId.ROOT,
          new EntryName("file " + id + ".txt"),
          TestNode.THEN,
          id,
          revision,
          revision);
    }

    @Override
    public void close() {}
  }

  @Test
  void isSentInMemoryThatDoesNotGrowWithIt() throws IOException {
    try (TestNode node = new TestNode(endless())) {
      read(node);
      read(node);
      System.gc();
      long before = live();
      long peak = 0;
      try (RawClient client = node.connect()) {
        client.send(RawClient.request("PROPFIND", "/browse/laptop/", "Depth: 1"));
        InputStream in = client.socket.getInputStream();
        byte[] buffer = new byte[64 * 1024];
        // In the middle of the answer, what is alive is looked at.
        for (long read = 0; read < 20_000_000; ) {
          int length = in.read(buffer);
          read += length;
          if (peak == 0 && read > 10_000_000) {
            System.gc();
            peak = live();
          }
        }
      }
      // The answer has 42 MB and its entries would take more. The server's thread goes on while
      // this one looks, so
      // what it has just thrown away counts too.
      assertThat(peak - before).as("bytes alive in the middle").isLessThan(16_000_000);
    }
  }

  private static void read(TestNode node) {
    RawClient.Response response = node.ask("PROPFIND", "/browse/laptop/", "Depth: 1");
    assertThat(response.complete()).isTrue();
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("file%20100000.txt")
        .endsWith("</D:multistatus>\n");
  }

  private static long live() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
