package org.synchronode.ws.link;

import org.synchronode.application.files.FileBody;
import org.synchronode.application.files.HostFiles;
import org.synchronode.application.files.OpenedFile;
import org.synchronode.application.files.Space;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.read.ReadRequest;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.PartWritten;
import org.synchronode.domain.write.TreeWrite;
import org.synchronode.domain.write.UploadKey;
import org.synchronode.domain.write.Written;

/** Leads to no file at all: links are tested without channels. */
final class NoFiles implements HostFiles {
  @Override
  public OpenedFile open(HostId host, EntryPath path, ReadRequest request) {
    throw none();
  }

  @Override
  public Written write(HostId host, FileWrite write, FileBody body) {
    throw none();
  }

  @Override
  public PartWritten writePart(HostId host, PartWrite write, FileBody body) {
    throw none();
  }

  @Override
  public long held(HostId host, UploadKey upload) {
    throw none();
  }

  @Override
  public Written writeTree(HostId host, TreeWrite write, FileBody tree) {
    throw none();
  }

  @Override
  public Written edit(HostId host, Edit edit) {
    throw none();
  }

  @Override
  public Space space(HostId host) {
    throw none();
  }

  private static ProblemException none() {
    return new ProblemException(new Problem.NotFound("no files here"));
  }
}
