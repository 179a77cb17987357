package org.synchronode.http.dav.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.application.catalogue.Feed;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.InMemoryParts;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.Space;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.write.ContentDigest;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.TreeWrite;
import org.synchronode.domain.write.UploadKey;
import org.synchronode.domain.write.Written;
import org.synchronode.http.RawClient;
import org.synchronode.http.TestNode;

class PartialPutTest {
  private static final String FILE = "/browse/laptop/f";

  private final TestNode node = new TestNode();
  private final Parts laptop = new Parts();

  @BeforeEach
  void lead() {
    node.leadTo(laptop);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private RawClient.Response put(String range, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Content-Range: " + range;
    all[1] = "body:" + body;
    return node.ask("PUT", FILE, all);
  }

  private RawClient.Response ask(long length, String... headers) {
    return put("bytes */" + length, "", headers);
  }

  private static void assertHeld(RawClient.Response answer, long bytes) {
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Upload-Offset")).contains(Long.toString(bytes));
    assertThat(answer.header("ETag")).isEmpty();
    assertThat(answer.header("X-OC-Mtime")).isEmpty();
  }

  private Optional<String> stored() {
    return laptop.memory.content(EntryPath.of("f")).map(bytes -> new String(bytes, UTF_8));
  }

  @Test
  void aPartThatIsNotTheLastIsAcceptedAndToldHowMuchIsThere() {
    assertHeld(ask(10), 0);
    assertHeld(put("bytes 0-3/10", "0123", "X-OC-Mtime: 1700000000"), 4);
    assertHeld(ask(10), 4);
    assertThat(stored()).isEmpty();
  }

  @Test
  void theLastPartIsAnsweredAsTheWholeFileWouldBe() {
    put("bytes 0-3/10", "0123");
    RawClient.Response made = put("bytes 4-9/10", "456789", "X-OC-Mtime: 1700000000");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("ETag")).isPresent();
    assertThat(made.header("Last-Modified")).isPresent();
    assertThat(made.header("X-OC-Mtime")).contains("accepted");
    assertThat(made.header("Upload-Offset")).isEmpty();
    assertThat(stored()).contains("0123456789");
    assertThat(put("bytes 3-4/*", "xx").status()).isEqualTo(204);
    assertThat(stored()).contains("012xx56789");
  }

  @ParameterizedTest
  @CsvSource({"bytes 5-9/10, 56789, 4", "bytes 3-9/10, 3456789, 4", "bytes 4-4/*, x, 0"})
  void onePartThatBeginsElsewhereIsToldWhereItCouldBegin(String range, String body, long offset) {
    put("bytes 0-3/10", "0123");
    RawClient.Response answer = put(range, body);
    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.header("Upload-Offset")).contains(Long.toString(offset));
    assertThat(answer.text()).contains("range-not-satisfiable");
  }

  @Test
  void whatIsSaidOfThePartAndOfTheFileReachesTheOwner() {
    String sum = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    put(
        "bytes 0-3/10",
        "0123",
        "X-OC-Mtime: 1700000000",
        "If-Match: \"x\"",
        "OC-Checksum: MD5:" + "ab".repeat(16),
        "Repr-Digest: sha-256=:" + sum + ":",
        "Content-Digest: sha-256=:" + sum + ":");
    ContentDigest zeros = new ContentDigest(ContentDigest.Algorithm.SHA_256, "00".repeat(32));
    assertThat(laptop.writes).hasSize(1);
    PartWrite write = laptop.writes.getFirst();
    assertThat(write.range()).isEqualTo(new ByteRange(0, 4));
    assertThat(write.digests()).containsExactly(zeros);
    FileWrite whole = write.whole();
    assertThat(whole.length()).isEqualTo(OptionalLong.of(10));
    assertThat(whole.modified()).contains(Instant.ofEpochSecond(1_700_000_000));
    assertThat(whole.digests())
        .containsExactlyInAnyOrder(
            zeros, new ContentDigest(ContentDigest.Algorithm.MD5, "ab".repeat(16)));
    assertThat(whole.guard().user().value()).isEqualTo("ann");
    assertThat(whole.guard().ifMatch())
        .isEqualTo(new TagCondition.OneOf(List.of(new TagCondition.Tag("x", false))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 0-4/10",
        "bytes 0-2/10",
        "bytes 0-3/3",
        "bytes 3-0/10",
        "bytes=0-3/10",
        "0-3/10",
        "bytes 0-3",
        "bytes */10",
        "bytes */*",
        "bytes */0",
        ""
      })
  void aRangeThatIsNotThatOfTheBytesIsRefusedAndNothingIsAskedOfTheOwner(String range) {
    assertThat(put(range, "0123").status()).isEqualTo(400);
    assertThat(laptop.writes).isEmpty();
    assertThat(laptop.asked).isEmpty();
  }

  @Test
  void theBytesMayComeInChunks() {
    assertHeld(chunked("bytes 0-3/10", "4\r\n0123\r\n0\r\n\r\n"), 4);
    assertThat(chunked("bytes 4-5/10", "4\r\n4567\r\n0\r\n\r\n").status()).isEqualTo(400);
    assertThat(chunked("bytes 4-9/10", "4\r\n4567\r\n0\r\n\r\n").status()).isEqualTo(400);
    assertHeld(chunked("bytes */10", "0\r\n\r\n"), 4);
    assertThat(chunked("bytes */10", "1\r\nx\r\n0\r\n\r\n").status()).isEqualTo(400);
  }

  private RawClient.Response chunked(String range, String body) {
    try (RawClient client = node.connect()) {
      client.send(
          new String(
              RawClient.request(
                  "PUT", FILE, "Content-Range: " + range, "Transfer-Encoding: chunked"),
              UTF_8));
      client.send(body);
      return client.read(false);
    }
  }

  @Test
  void whoIsCutOffGoesOnWhereTheBytesEnded() throws Exception {
    try (RawClient client = node.connect()) {
      client.send(
          RawClient.request("PUT", FILE, "Content-Range: bytes 0-9/10", "Content-Length: 10"));
      client.send("01234");
    }
    assertThat(laptop.over.await(10, SECONDS)).isTrue();
    assertHeld(ask(10), 5);
    assertThat(put("bytes 5-9/10", "56789").status()).isEqualTo(201);
    assertThat(stored()).contains("0123456789");
  }

  @Test
  void anotherUserHasUploadsOfHisOwn() {
    String bob = "Authorization: " + TestNode.AUTH_OF_BOB;
    put("bytes 0-3/10", "0123");
    assertHeld(ask(10, bob), 0);
    assertThat(put("bytes 4-9/10", "bob's!", bob).status()).isEqualTo(416);
    assertHeld(put("bytes 0-1/10", "bo", bob), 2);
    assertHeld(ask(10), 4);
  }

  @Test
  void aFolderOfHostsTakesNoParts() {
    assertThat(node.ask("PUT", "/browse/f", "Content-Range: bytes */4").status()).isEqualTo(403);
    assertThat(node.ask("PUT", FILE + "/", "Content-Range: bytes */4").status()).isEqualTo(409);
    assertThat(node.ask("PUT", FILE, "Content-Range: bytes */4", "anonymous").status())
        .isEqualTo(401);
    assertThat(laptop.asked).isEmpty();
  }

  @Test
  void anOwnerOfAnEarlierVersionIsToldOf() {
    laptop.refusal = Optional.of(new Problem.Unsupported("it takes only whole files"));
    assertThat(put("bytes 0-3/10", "0123").status()).isEqualTo(501);
    assertThat(ask(10).status()).isEqualTo(501);
  }

  /** A host that takes parts. */
  private final class Parts implements HostFiles {
    final InMemoryParts memory = new InMemoryParts();
    final List<PartWrite> writes = new CopyOnWriteArrayList<>();
    final List<UploadKey> asked = new CopyOnWriteArrayList<>();

    /** A part was taken or refused. */
    final CountDownLatch over = new CountDownLatch(1);

    volatile Optional<Problem> refusal = Optional.empty();

    private long revision;

    @Override
    public PartWritten writePart(HostId host, PartWrite write, FileBody body) {
      refuse();
      writes.add(write);
      boolean created = memory.content(write.whole().path()).isEmpty();
      OptionalLong held;
      try {
        held = memory.write(write, body);
      } finally {
        over.countDown();
      }
      if (held.isPresent()) {
        return new PartWritten.Held(held.getAsLong());
      }
      Revision now = new Revision(++revision);
      node.feed.publish(new Feed.ListChanged(host, now, List.of()));
      return new PartWritten.Complete(
          new Written(
              now,
              created,
              Optional.of(new FileState(new EntryId(1), now, 1, TestNode.THEN)),
              Optional.empty()));
    }

    @Override
    public long held(HostId host, UploadKey upload) {
      refuse();
      asked.add(upload);
      return memory.held(upload);
    }

    private void refuse() {
      refusal.ifPresent(
          problem -> {
            throw new ProblemException(problem);
          });
    }

    @Override
    public OpenedFile open(HostId host, EntryPath path, ReadRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Written write(HostId host, FileWrite write, FileBody body) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Written writeTree(HostId host, TreeWrite write, FileBody tree) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Written edit(HostId host, Edit edit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Space space(HostId host) {
      throw new UnsupportedOperationException();
    }
  }
}
