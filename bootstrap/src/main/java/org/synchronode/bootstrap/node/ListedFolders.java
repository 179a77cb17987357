package org.synchronode.bootstrap.node;

import java.io.PrintWriter;
import java.util.Set;
import java.util.TreeSet;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.ShareIndex;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;

/** The folders that the configuration lists, beside what a scan has found. */
record ListedFolders(FolderRules rules, ShareIndex index, HostId own) {

  /** A listed folder may be made later; but its name may also be mistyped. */
  void tellMissing(PrintWriter out) {
    Set<EntryPath> listed = rules.listed();
    Set<String> missing = new TreeSet<>();
    Set<EntryPath> found = index.folders(own, listed).keySet();
    for (EntryPath folder : listed) {
      if (!folder.isRoot() && !found.contains(folder)) {
        missing.add(folder.toString());
      }
    }
    missing.forEach(
        folder ->
            out.println(
                "folders: there is no folder '"
                    + folder
                    + "' in the share; it is shared once there is one."));
  }
}
