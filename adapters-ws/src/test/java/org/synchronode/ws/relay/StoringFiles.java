package org.synchronode.ws.relay;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.InMemoryParts;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.Space;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.TreeWrite;
import org.synchronode.domain.write.UploadKey;
import org.synchronode.domain.write.Written;

/**
 * The files of one host, as an owner has them: what is written is kept as its size and checksum.
 * Every change has a revision, and is published before it is answered.
 */
final class StoringFiles implements HostFiles {
  static final EntryPath FORBIDDEN = EntryPath.of("forbidden");

  /** What can be read here. */
  final TestFiles readable;

  final List<FileWrite> writes = new CopyOnWriteArrayList<>();
  final List<PartWrite> partWrites = new CopyOnWriteArrayList<>();

  /** What came in parts. */
  final InMemoryParts parts = new InMemoryParts();

  final List<Edit> edits = new CopyOnWriteArrayList<>();
  final AtomicLong received = new AtomicLong();

  /** Counted down when a body broke off here. */
  final CountDownLatch broken = new CountDownLatch(1);

  /** The disk is full after so many bytes of a file. */
  volatile long fullAfter = Long.MAX_VALUE;

  /** Runs when all is there, before a change is made. */
  volatile Runnable beforeChange = () -> {};

  private final HostId host;
  private final Consumer<Revision> published;
  private final Map<EntryPath, Stored> stored = new ConcurrentHashMap<>();
  private final AtomicLong counter = new AtomicLong();

  /** What a file has. */
  record Stored(long size, long checksum) {
    static Stored of(byte[] bytes) {
      CRC32C checksum = new CRC32C();
      checksum.update(bytes);
      return new Stored(bytes.length, checksum.getValue());
    }
  }

  StoringFiles(HostId host, Consumer<Revision> published) {
    this.host = host;
    this.published = published;
    this.readable = new TestFiles(host);
  }

  Optional<Stored> at(String path) {
    return Optional.ofNullable(stored.get(EntryPath.parse(path)));
  }

  /** For {@link #beforeChange}: until a latch is down. */
  static Runnable waitFor(CountDownLatch latch) {
    return () -> {
      try {
        if (!latch.await(20, SECONDS)) {
          throw new IllegalStateException("nobody let it go on");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @Override
  public OpenedFile open(HostId asked, EntryPath path, ReadRequest request) {
    return readable.open(asked, path, request);
  }

  @Override
  public Written write(HostId asked, FileWrite write, FileBody body) {
    require(asked, write.path());
    Receiver receiver = received(body);
    if (write.length().isPresent() && write.length().getAsLong() != receiver.size) {
      throw new ProblemException(new Problem.BadRequest("It has another length."));
    }
    beforeChange.run();
    writes.add(write);
    Stored now = new Stored(receiver.size, receiver.checksum.getValue());
    boolean created = stored.put(write.path(), now) == null;
    return written(created, Optional.of(TestFiles.stateOf(now.size())));
  }

  @Override
  public PartWritten writePart(HostId asked, PartWrite write, FileBody body) {
    require(asked, write.whole().path());
    partWrites.add(write);
    boolean created = parts.content(write.whole().path()).isEmpty();
    OptionalLong held = parts.write(write, body);
    return held.isPresent()
        ? new PartWritten.Held(held.getAsLong())
        : new PartWritten.Complete(
            written(created, Optional.of(TestFiles.stateOf(write.range().length()))));
  }

  @Override
  public long held(HostId asked, UploadKey upload) {
    require(asked, upload.path());
    return parts.held(upload);
  }

  /** Its bytes are stored as if they were a file's. */
  @Override
  public Written writeTree(HostId asked, TreeWrite write, FileBody tree) {
    require(asked, write.path());
    Receiver receiver = received(tree);
    beforeChange.run();
    Stored now = new Stored(receiver.size, receiver.checksum.getValue());
    return written(stored.put(write.path(), now) == null, Optional.empty());
  }

  private Receiver received(FileBody body) {
    Receiver receiver = new Receiver();
    try {
      body.transferTo(receiver);
    } catch (BodyBroken e) {
      broken.countDown();
      throw new ProblemException(new Problem.BadRequest("The file broke off."), e);
    } catch (IOException e) {
      throw new ProblemException(new Problem.InsufficientStorage("The disk is full."), e);
    }
    return receiver;
  }

  @Override
  public Written edit(HostId asked, Edit edit) {
    require(asked, edit.path());
    beforeChange.run();
    edits.add(edit);
    return written(false, Optional.empty());
  }

  @Override
  public Space space(HostId asked) {
    require(asked, EntryPath.ROOT);
    return new Space(1_000_000_000_000L, 7);
  }

  private void require(HostId asked, EntryPath path) {
    if (!asked.equals(host)) {
      throw new ProblemException(new Problem.NotFound("There is no such host here."));
    }
    if (path.equals(FORBIDDEN)) {
      throw new ProblemException(new Problem.Locked("It is locked.", FORBIDDEN));
    }
  }

  private Written written(boolean created, Optional<FileState> file) {
    Revision revision = Revision.of(1, counter.incrementAndGet());
    published.accept(revision);
    return new Written(revision, created, file, Optional.empty());
  }

  private final class Receiver extends OutputStream {
    private final CRC32C checksum = new CRC32C();
    private long size;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (size + length > fullAfter) {
        throw new IOException("no room");
      }
      size += length;
      received.addAndGet(length);
      checksum.update(bytes, offset, length);
    }
  }
}
