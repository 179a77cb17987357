package org.synchronode.vfs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.synchronode.application.files.BodyBroken;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.Space;
import org.synchronode.application.share.FolderListing;
import org.synchronode.application.share.Found;
import org.synchronode.application.share.ShareDisk;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.write.ContentDigest;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.UploadKey;

/**
 * Changes a {@link SharedFolder}. Everything is done relative to folders that are held open, so
 * that no symbolic link leads out of the share, whatever is done to the paths meanwhile.
 *
 * <p>What is not ready, and what is on its way out, stands under a {@linkplain HiddenNames hidden
 * name} in the very folder that it is for: the last step is a renaming within one folder then,
 * which no mount in the share can come between, and a new file has the group and the access rules
 * that its folder gives to files.
 *
 * <p>What a local program does between the last look at a place and the renaming (microseconds) is
 * lost: the JDK has no renaming that spares what is there.
 */
final class LocalDisk implements ShareDisk {
  /** What lies in folders that are deeper has no {@link EntryPath}. */
  private static final int DEEPEST = 511;

  /** What is shorter is sent again sooner than asked for. */
  static final long WORTH_HOLDING = 1024 * 1024;

  private final SharedFolder shared;
  private final Exclusions exclusions;
  private final Targets targets;
  private final UploadParts parts;
  private final DiskFiles files;
  private final ShareMarker marker;
  private final ReentrantLock turn;
  private final HiddenNames names;
  private final Durability durability;
  private final FolderMaker maker;
  private final TreeCopy copies;

  /**
   * @param turn of whoever compares the share with the list
   */
  LocalDisk(
      SharedFolder shared,
      Exclusions exclusions,
      DiskFiles files,
      ShareMarker marker,
      ReentrantLock turn,
      HiddenNames names,
      HeldUploads held,
      Durability durability) {
    this.shared = shared;
    this.exclusions = exclusions;
    this.targets = new Targets(shared, exclusions);
    this.parts = new UploadParts(shared, targets, names, held, durability);
    this.files = files;
    this.marker = marker;
    this.turn = turn;
    this.names = names;
    this.durability = durability;
    this.maker = new FolderMaker(shared, names);
    this.copies = new TreeCopy(shared, maker, durability);
  }

  @Override
  public OpenedFile open(EntryPath path, ReadRequest request) {
    return files.open(path, request);
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    turn.lock();
    try {
      if (turn.getHoldCount() == 1) {
        requireShare();
      }
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  /** Where a disk is not mounted, nothing is missing, and nothing may be written. */
  private void requireShare() {
    try (OpenFolder root = shared.openRoot()) {
      marker.verify(root);
    } catch (ShareUnavailable | IOException e) {
      throw new ProblemException(
          new Problem.OwnerFailed("The owner's disk is not there at the moment."), e);
    }
  }

  @Override
  public Optional<Found> look(EntryPath path) {
    try (OpenFolder root = shared.openRoot()) {
      if (path.isRoot()) {
        return root.stat().as(EntryName.OF_ROOT);
      }
      try (OpenFolder folder = shared.open(root, path.parent())) {
        return shared.look(folder, path);
      } catch (NoSuchFileException | NotDirectoryException _) {
        return Optional.empty();
      }
    } catch (IOException e) {
      throw DiskTrouble.at(path, e);
    }
  }

  @Override
  public Staged stageFile(FileWrite write, FileBody body) {
    return stage(
        write.path(),
        staged -> {
          try {
            receive(staged, body, write.length(), write.digests());
          } catch (BodyBroken e) {
            throw UploadParts.brokeOff(e, isHeld(write, staged));
          }
          finish(staged, write);
        });
  }

  private void receive(
      StagedMember staged, FileBody body, OptionalLong length, List<ContentDigest> digests)
      throws IOException {
    targets.requireShareable(staged.folder(), staged.target());
    if (length.isPresent()) {
      targets.requireRoom(staged.target(), length.getAsLong());
    }
    try (FileChannel file = staged.folder().create(staged.hidden())) {
      targets.giveRights(staged.folder(), staged.target(), staged.hidden());
      Upload.receive(body, length, digests, file);
    }
  }

  private boolean isHeld(FileWrite write, StagedMember staged) throws IOException {
    return write.length().orElse(0) >= WORTH_HOLDING
        && parts.hold(
            new UploadKey(write.path(), write.length().getAsLong(), write.guard().user()), staged);
  }

  /** All bytes of a file are there. */
  private void finish(StagedMember staged, FileWrite write) throws IOException {
    if (write.modified().isPresent()) {
      staged.folder().setModified(staged.hidden(), write.modified().get());
    }
    if (durability == Durability.POWER) {
      try (FileChannel file = staged.folder().change(staged.hidden())) {
        file.force(true);
      }
    }
  }

  @Override
  public Received stagePart(UploadKey upload, PartWrite write, FileBody body) {
    return parts.stage(upload, write, body);
  }

  @Override
  public long held(UploadKey upload) {
    return parts.held(upload);
  }

  @Override
  public Staged stagePiece(PartWrite write, FileBody body) {
    return stage(
        write.whole().path(),
        staged -> {
          try {
            receive(staged, body, OptionalLong.of(write.range().length()), write.digests());
          } catch (BodyBroken e) {
            throw UploadParts.brokeOff(e, false);
          }
        });
  }

  @Override
  public Staged stagePatched(PartWrite write, Staged piece) {
    EntryPath target = write.whole().path();
    return stage(
        target,
        staged -> {
          targets.requireShareable(staged.folder(), target);
          copies.patched(
              staged.folder(), target, member(piece), write.range().offset(), staged.hidden());
          try (FileChannel file = staged.folder().file(staged.hidden())) {
            Digests.check(write.whole().digests(), file);
          }
          finish(staged, write.whole());
        });
  }

  @Override
  public Staged stageEmptyFile(EntryPath target) {
    return stage(
        target,
        staged -> {
          targets.requireShareable(staged.folder(), target);
          try (FileChannel file = staged.folder().create(staged.hidden())) {
            if (durability == Durability.POWER) {
              file.force(true);
            }
          }
        });
  }

  @Override
  public Staged stageFolder(EntryPath target) {
    return stage(
        target,
        staged -> {
          targets.requireShareable(staged.folder(), target);
          maker.make(staged.folder(), shared.pathOf(target.parent()), staged.hidden());
        });
  }

  @Override
  public Staged stageCopy(EntryPath source, EntryPath target, boolean deep) {
    return stageCopy(source, target, deep ? TreeCopy.Extent.SHARED : TreeCopy.Extent.ITSELF);
  }

  private StagedMember stageCopy(EntryPath source, EntryPath target, TreeCopy.Extent extent) {
    return stage(
        target,
        staged -> {
          targets.requireShareable(staged.folder(), target);
          try (OpenFolder from = shared.open(source.parent())) {
            copies.copy(
                from,
                source,
                staged.folder(),
                shared.pathOf(target.parent()),
                staged.hidden(),
                extent);
          }
        });
  }

  @Override
  public Staged stageTree(EntryPath target, TreeSource tree) {
    return stage(
        target,
        staged -> {
          targets.requireShareable(staged.folder(), target);
          try (ReceivedItems items = new ReceivedItems(shared, maker, durability, staged, target)) {
            tree.transferTo(items);
            items.finish();
          } catch (BodyBroken e) {
            throw new ProblemException(
                new Problem.BadRequest("It broke off on its way; nothing of it was stored."), e);
          }
        });
  }

  private StagedMember stage(EntryPath target, Filling filling) {
    StagedMember staged = StagedMember.begin(target, targets.folderOf(target), names, durability);
    boolean complete = false;
    try {
      filling.fill(staged);
      complete = true;
      return staged;
    } catch (IOException e) {
      throw targets.trouble(target, e);
    } finally {
      if (!complete) {
        staged.close();
      }
    }
  }

  @Override
  public Found place(Staged staged, EntryPath target, Optional<Found> expected) {
    StagedMember member = member(staged);
    try (OpenFolder folder = targets.folderOf(target)) {
      targets.requireExpected(folder, target, expected);
      return member.place(folder, target.name());
    } catch (IOException e) {
      throw DiskTrouble.at(target, e);
    }
  }

  private static StagedMember member(Staged staged) {
    if (staged instanceof StagedMember member) {
      return member;
    }
    throw new IllegalArgumentException("staged elsewhere");
  }

  @Override
  public Found move(EntryPath from, EntryPath to, Optional<Found> expected) {
    requireNothingOfTheNode(from);
    try (OpenFolder source = shared.open(from.parent());
        OpenFolder target = targets.folderOf(to)) {
      Optional<Found> found =
          shared
              .look(source, from)
              .flatMap(
                  there ->
                      switch (there) {
                        case Found.FoundFile file ->
                            Optional.of(
                                new Found.FoundFile(
                                    to.name(), file.modified(), file.key(), file.size()));
                        case Found.FoundFolder folder ->
                            Optional.of(
                                new Found.FoundFolder(to.name(), folder.modified(), folder.key()));
                      });
      if (found.isEmpty()) {
        throw new NoSuchFileException(from.toString());
      }
      targets.requireExpected(target, to, expected);
      if (expected.isPresent() && expected.get().key().equals(found.get().key())) {
        // The system would do nothing, and say that it was done.
        throw new ProblemException(
            new Problem.Forbidden("Both names stand for the same file: " + from + ", " + to));
      }
      try {
        source.move(from.name(), target, to.name());
      } catch (AtomicMoveNotSupportedException _) {
        return moveAcross(from, to, expected);
      }
      if (durability == Durability.POWER) {
        target.force();
        source.force();
      }
      return found.get();
    } catch (IOException e) {
      throw DiskTrouble.at(to, e);
    }
  }

  /** To another file system: copied, compared once more, and only then removed. */
  private Found moveAcross(EntryPath from, EntryPath to, Optional<Found> expected) {
    List<FolderListing> before = tree(from);
    Optional<Found> self = look(from);
    Found placed;
    try (StagedMember copy = stageCopy(from, to, TreeCopy.Extent.WHOLE)) {
      if (!look(from).equals(self) || !tree(from).equals(before)) {
        throw new ProblemException(DiskTrouble.cameMeanwhile(from));
      }
      placed = place(copy, to, expected);
    }
    takeAway(from).close();
    return placed;
  }

  @Override
  public TakenAway takeAway(EntryPath path) {
    requireNothingOfTheNode(path);
    OpenFolder folder = targets.folderOf(path);
    boolean taken = false;
    try {
      TakenAway away = TakenMember.from(folder, path, names, durability);
      taken = true;
      return away;
    } catch (IOException e) {
      throw DiskTrouble.at(path, e);
    } finally {
      if (!taken) {
        folder.close();
      }
    }
  }

  /** What a client can't see, it must not be able to delete with the folder around it. */
  private void requireNothingOfTheNode(EntryPath path) {
    try {
      if (exclusions.liesIn(shared.pathOf(path))) {
        throw new ProblemException(
            new Problem.Forbidden("Something that is not shared has to stay in here: " + path));
      }
    } catch (IOException e) {
      throw DiskTrouble.at(path, e);
    }
  }

  @Override
  public Found setModified(EntryPath path, Instant modified) {
    try (OpenFolder folder = targets.folderOf(path)) {
      if (shared.look(folder, path).isPresent()) {
        folder.setModified(path.name(), modified);
      }
      return shared.look(folder, path).orElseThrow(() -> new NoSuchFileException(path.toString()));
    } catch (IOException e) {
      throw DiskTrouble.at(path, e);
    }
  }

  @Override
  public List<FolderListing> tree(EntryPath folder) {
    List<FolderListing> listings = new ArrayList<>();
    try (OpenFolder root = shared.openRoot();
        OpenFolder above = folder.isRoot() ? root.again() : shared.open(root, folder.parent())) {
      if (folder.isRoot()) {
        list(above, folder, listings);
      } else if (shared.look(above, folder).orElse(null) instanceof Found.FoundFolder) {
        try (OpenFolder open = shared.openIn(above, folder)) {
          list(open, folder, listings);
        }
      }
    } catch (IOException e) {
      throw DiskTrouble.at(folder, e);
    }
    return listings;
  }

  private void list(OpenFolder folder, EntryPath path, List<FolderListing> into)
      throws IOException {
    FolderListing listing = shared.list(path, folder);
    into.add(listing);
    for (Found member : listing.found()) {
      if (member instanceof Found.FoundFolder && path.names().size() + 1 < DEEPEST) {
        EntryPath at = path.child(member.name());
        try (OpenFolder below = shared.openIn(folder, at)) {
          list(below, at, into);
        }
      }
    }
  }

  @Override
  public Space space() {
    try {
      FileStore store = Files.getFileStore(shared.root());
      return new Space(store.getUsableSpace(), store.getTotalSpace() - store.getUnallocatedSpace());
    } catch (IOException e) {
      throw DiskTrouble.at(EntryPath.ROOT, e);
    }
  }

  /** Makes what is staged. */
  private interface Filling {
    void fill(StagedMember staged) throws IOException;
  }
}
