package org.synchronode.bootstrap.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version} from the manifest of the jar that runs. */
final class ProjectVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(ProjectVersion.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {"synchronode " + version};
  }
}
