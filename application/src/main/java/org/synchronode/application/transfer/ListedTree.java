package org.synchronode.application.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import org.synchronode.application.catalogue.Listing;
import org.synchronode.application.files.FileBody;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.ReadFile;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.FileEntry;
import org.synchronode.domain.entry.FolderEntry;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.read.ReadDecision;
import org.synchronode.domain.read.ReadRequest;

/** What a host lists, with the bytes that its owner has, one file after the other. */
final class ListedTree implements FileBody {
  private final ReadFile files;
  private final HostId host;
  private final Listing listing;
  private final ReadRequest condition;

  /**
   * @param condition on what stands at its root, where that is a file
   */
  ListedTree(ReadFile files, HostId host, Listing listing, ReadRequest condition) {
    this.files = files;
    this.host = host;
    this.listing = listing;
    this.condition = condition;
  }

  @Override
  public void transferTo(OutputStream out) throws IOException {
    TreeWriter writer = new TreeWriter(out);
    Iterator<Listing.Listed> entries = listing.entries();
    int above = -1;
    while (entries.hasNext()) {
      Listing.Listed listed = entries.next();
      List<EntryName> names = listed.path().names();
      above = above < 0 ? names.size() : above;
      List<EntryName> path = names.subList(above, names.size());
      List<DeadProperty> properties = listed.entry().annotations().properties();
      switch (listed.entry()) {
        case FolderEntry folder ->
            writer.item(new TreeItem.Folder(path, folder.modified(), properties));
        case FileEntry _ -> file(listed, path, properties, writer);
      }
    }
    writer.end();
  }

  private void file(
      Listing.Listed listed, List<EntryName> path, List<DeadProperty> properties, TreeWriter writer)
      throws IOException {
    ReadRequest asked = path.isEmpty() ? condition : ReadRequest.WHOLE;
    try (OpenedFile file = files.open(host, listed.path(), asked)) {
      if (!(file.decision() instanceof ReadDecision.Whole)) {
        throw new ProblemException(
            new Problem.PreconditionFailed(
                "Nothing was copied: the file is not in the state that was asked for."));
      }
      writer.item(
          new TreeItem.File(path, file.state().modified(), properties, file.state().size()));
      TreeWriter.Content content = writer.content();
      file.transferTo(content);
      content.end();
    }
  }
}
