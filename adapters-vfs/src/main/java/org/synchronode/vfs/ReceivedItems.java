package org.synchronode.vfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synchronode.application.transfer.TreeItem;
import org.synchronode.application.transfer.TreeSink;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;

/**
 * Makes the files and folders of a tree that comes from another host, under the hidden name that
 * its top has meanwhile. Not thread-safe.
 */
final class ReceivedItems implements TreeSink, AutoCloseable {
  private final SharedFolder shared;
  private final FolderMaker maker;
  private final Durability durability;
  private final StagedMember staged;
  private final EntryPath target;
  private final Path above;

  /** Their times are set when nothing comes into them any more. */
  private final List<TreeItem.Folder> folders = new ArrayList<>();

  /** The folder that the last item lies in: the next one mostly does too. */
  private @Nullable OpenFolder open;

  private List<EntryName> openPath = List.of();
  private TreeItem.@Nullable File item;
  private @Nullable FileChannel file;

  ReceivedItems(
      SharedFolder shared,
      FolderMaker maker,
      Durability durability,
      StagedMember staged,
      EntryPath target) {
    this.shared = shared;
    this.maker = maker;
    this.durability = durability;
    this.staged = staged;
    this.target = target;
    this.above = shared.pathOf(target.parent());
  }

  @Override
  public void folder(TreeItem.Folder folder) throws IOException {
    requireShareable(folder);
    List<EntryName> path = folder.path();
    if (path.isEmpty()) {
      maker.make(staged.folder(), above, staged.hidden());
    } else {
      Path parent = above.resolve(staged.hidden().value());
      for (EntryName name : path.subList(0, path.size() - 1)) {
        parent = parent.resolve(name.value());
      }
      maker.make(parentOf(path), parent, path.getLast());
    }
    folders.add(folder);
  }

  @Override
  public void file(TreeItem.File received) throws IOException {
    requireShareable(received);
    item = received;
    file = parentOf(received.path()).create(nameOf(received.path()));
    if (received.path().isEmpty() && shared.file(staged.folder(), target).isPresent()) {
      staged.folder().setRights(staged.hidden(), staged.folder().rights(target.name()));
    }
  }

  @Override
  public void bytes(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer piece = ByteBuffer.wrap(bytes, offset, length);
    while (file != null && piece.hasRemaining()) {
      file.write(piece);
    }
  }

  @Override
  public void endOfFile() throws IOException {
    if (file != null && item != null) {
      if (durability == Durability.POWER) {
        file.force(true);
      }
      file.close();
      file = null;
      parentOf(item.path()).setModified(nameOf(item.path()), item.modified());
    }
  }

  /** All of it was there: the folders get their times, the innermost first. */
  void finish() throws IOException {
    for (TreeItem.Folder folder : folders.reversed()) {
      OpenFolder parent = parentOf(folder.path());
      EntryName name = nameOf(folder.path());
      if (durability == Durability.POWER) {
        try (OpenFolder synced = parent.folder(name)) {
          synced.force();
        }
      }
      parent.setModified(name, folder.modified());
    }
  }

  private void requireShareable(TreeItem received) {
    EntryPath path = target;
    for (EntryName name : received.path()) {
      path = path.child(name);
    }
    if (shared.excludes(path)) {
      throw DiskTrouble.reserved(path);
    }
  }

  private EntryName nameOf(List<EntryName> path) {
    return path.isEmpty() ? staged.hidden() : path.getLast();
  }

  private OpenFolder parentOf(List<EntryName> path) throws IOException {
    if (path.isEmpty()) {
      return staged.folder();
    }
    List<EntryName> parent = path.subList(0, path.size() - 1);
    OpenFolder current = open;
    if (current == null || !openPath.equals(parent)) {
      current = staged.folder().folder(staged.hidden());
      for (EntryName name : parent) {
        try (OpenFolder outer = current) {
          current = outer.folder(name);
        }
      }
      closeOpen();
      open = current;
      openPath = List.copyOf(parent);
    }
    return current;
  }

  private void closeOpen() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  @Override
  public void close() throws IOException {
    closeOpen();
    if (file != null) {
      file.close();
    }
  }
}
