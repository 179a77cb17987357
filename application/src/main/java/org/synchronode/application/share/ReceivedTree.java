package org.synchronode.application.share;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.transfer.TreeItem;
import org.synchronode.application.transfer.TreeReader;
import org.synchronode.application.transfer.TreeSink;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.Annotations;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.property.PropertyPatch;

/**
 * A tree on its way from another host: its files and folders go to the disk, what is attached to
 * them is noted.
 */
final class ReceivedTree implements ShareDisk.TreeSource {
  private static final int MOST_ITEMS = 1_000_000;

  /** In characters, of all that is attached. */
  private static final int MOST_ATTACHED = 32 * 1024 * 1024;

  private final FileBody body;
  private final EntryPath target;
  private final Map<EntryPath, Annotations> annotations = new HashMap<>();
  private boolean file;
  private int items;
  private int attached;

  ReceivedTree(FileBody body, EntryPath target) {
    this.body = body;
    this.target = target;
  }

  /** Whether it is one file, and no folder. */
  boolean isFile() {
    return file;
  }

  /** What is attached to what, after all of it was sent. */
  Map<EntryPath, Annotations> annotations() {
    return annotations;
  }

  @Override
  public void transferTo(TreeSink sink) throws IOException {
    TreeReader reader = new TreeReader(new Noting(sink));
    body.transferTo(reader);
    reader.finish();
  }

  private void note(TreeItem item) {
    EntryPath path = target;
    for (EntryName name : item.path()) {
      path = path.child(name);
    }
    Annotations own =
        Annotations.NONE.patched(
            item.properties().stream().<PropertyPatch>map(PropertyPatch.Set::new).toList());
    items++;
    attached += own.size();
    if (items > MOST_ITEMS || attached > MOST_ATTACHED) {
      throw new ProblemException(
          new Problem.InsufficientStorage(
              "This is more than comes from another host at a time; do it in parts."));
    }
    if (!own.isEmpty()) {
      annotations.put(path, own);
    }
  }

  private final class Noting implements TreeSink {
    private final TreeSink disk;

    Noting(TreeSink disk) {
      this.disk = disk;
    }

    @Override
    public void folder(TreeItem.Folder folder) throws IOException {
      note(folder);
      disk.folder(folder);
    }

    @Override
    public void file(TreeItem.File item) throws IOException {
      note(item);
      file |= item.path().isEmpty();
      disk.file(item);
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) throws IOException {
      disk.bytes(bytes, offset, length);
    }

    @Override
    public void endOfFile() throws IOException {
      disk.endOfFile();
    }
  }
}
