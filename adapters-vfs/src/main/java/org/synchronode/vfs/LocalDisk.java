package org.synchronode.vfs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.synchronode.domain.write.FileWrite;

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

  /** With less room than this, a disk that fails to write is taken to be full. */
  private static final long NO_ROOM = 64 * 1024;

  private final SharedFolder shared;
  private final Exclusions exclusions;
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
      Durability durability) {
    this.shared = shared;
    this.exclusions = exclusions;
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
          OpenFolder folder = staged.folder();
          requireShareable(folder, write.path());
          requireRoom(write);
          try (FileChannel file = folder.create(staged.hidden())) {
            if (shared.file(folder, write.path()).isPresent()) {
              folder.setRights(staged.hidden(), folder.rights(write.path().name()));
            }
            Upload.receive(write, body, file);
            if (write.modified().isPresent()) {
              folder.setModified(staged.hidden(), write.modified().get());
            }
            if (durability == Durability.POWER) {
              file.force(true);
            }
          }
        });
  }

  private void requireRoom(FileWrite write) throws IOException {
    if (write.length().isPresent() && write.length().getAsLong() > roomAt(write.path().parent())) {
      throw new ProblemException(DiskTrouble.full());
    }
  }

  private long roomAt(EntryPath folder) throws IOException {
    FileStore store;
    try {
      store = Files.getFileStore(shared.pathOf(folder));
    } catch (FileSystemException _) {
      // So deep that the system takes no such path.
      store = Files.getFileStore(shared.root());
    }
    return store.getUsableSpace();
  }

  @Override
  public Staged stageEmptyFile(EntryPath target) {
    return stage(
        target,
        staged -> {
          requireShareable(staged.folder(), target);
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
          requireShareable(staged.folder(), target);
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
          requireShareable(staged.folder(), target);
          try (OpenFolder root = shared.openRoot();
              OpenFolder from = shared.open(root, source.parent())) {
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
          requireShareable(staged.folder(), target);
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
    StagedMember staged = new StagedMember(target, folderOf(target), names, durability);
    boolean complete = false;
    try {
      filling.fill(staged);
      complete = true;
      return staged;
    } catch (IOException e) {
      throw trouble(target, e);
    } finally {
      if (!complete) {
        staged.close();
      }
    }
  }

  /** Opens the folder that something is to be put in. */
  private OpenFolder folderOf(EntryPath target) {
    if (target.names().stream().anyMatch(exclusions::excludes)) {
      throw DiskTrouble.reserved(target);
    }
    try (OpenFolder root = shared.openRoot()) {
      return shared.open(root, target.parent());
    } catch (IOException e) {
      throw DiskTrouble.at(target, e);
    }
  }

  private ProblemException trouble(EntryPath target, IOException e) {
    try {
      // The system's words are in the language of whoever started this program.
      if (roomAt(target.parent()) < NO_ROOM) {
        return new ProblemException(DiskTrouble.full(), e);
      }
    } catch (IOException further) {
      e.addSuppressed(further);
    }
    return DiskTrouble.at(target, e);
  }

  /** A name can be had if nothing has it that is not shared, such as a symbolic link. */
  private void requireShareable(OpenFolder folder, EntryPath target) throws IOException {
    EntryName name = target.name();
    try {
      if (!shared.excludes(target)
          && (folder.stat(name).isEmpty() || shared.look(folder, target).isPresent())) {
        return;
      }
    } catch (InvalidPathException e) {
      throw new ProblemException(
          new Problem.BadRequest("The owner's disk takes no such name: " + target), e);
    }
    throw DiskTrouble.reserved(target);
  }

  private void requireExpected(OpenFolder folder, EntryPath target, Optional<Found> expected)
      throws IOException {
    requireShareable(folder, target);
    if (!shared.look(folder, target).equals(expected)) {
      throw new ProblemException(DiskTrouble.cameMeanwhile(target));
    }
  }

  @Override
  public Found place(Staged staged, EntryPath target, Optional<Found> expected) {
    if (!(staged instanceof StagedMember member)) {
      throw new IllegalArgumentException("staged elsewhere");
    }
    try (OpenFolder folder = folderOf(target)) {
      requireExpected(folder, target, expected);
      return member.place(folder, target.name());
    } catch (IOException e) {
      throw DiskTrouble.at(target, e);
    }
  }

  @Override
  public Found move(EntryPath from, EntryPath to, Optional<Found> expected) {
    requireNothingOfTheNode(from);
    try (OpenFolder root = shared.openRoot();
        OpenFolder source = shared.open(root, from.parent());
        OpenFolder target = folderOf(to)) {
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
      requireExpected(target, to, expected);
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
    OpenFolder folder = folderOf(path);
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
    try (OpenFolder folder = folderOf(path)) {
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
