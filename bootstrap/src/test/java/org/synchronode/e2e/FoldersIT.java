package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.StartedProgram;

/** What {@code folders} in config.js does. */
class FoldersIT {
  @TempDir private Path folder;

  @AfterEach
  void end() {
    StartedProgram.endAll();
  }

  @Test
  void aNodeSharesOnlyTheFoldersThatItsConfigFileLists() throws IOException {
    NodeSettings settings =
        NodeSettings.grandmaster(folder, "attic")
            .withConfig(
                "folders: [{ path: '/open/photos' }, { path: 'later', permissions: 'rw' }],"
                    + " durability: 'power'");
    write(settings, "closed.txt");
    write(settings, "open/closed.txt");
    write(settings, "open/photos/beach.jpg");
    NodeProcess node = NodeProcess.startReady(settings);
    await()
        .atMost(NodeProcess.START)
        .untilAsserted(
            () ->
                assertThat(node.program().out().toString())
                    .contains("folders: there is no folder 'later' in the share")
                    .doesNotContain("no folder 'open"));

    await()
        .atMost(NodeProcess.START)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(node.http().tree("/browse/attic/").sizes())
                    .containsOnlyKeys("open/", "open/photos/", "open/photos/beach.jpg"));
    assertThat(node.http().text("/browse/attic/open/photos/beach.jpg")).isEqualTo("content");
    assertThat(node.http().get("/browse/attic/closed.txt").statusCode()).isEqualTo(404);
    assertThat(node.http().get("/browse/attic/open/closed.txt").statusCode()).isEqualTo(404);

    write(settings, "later/new.txt");
    await()
        .atMost(NodeProcess.START)
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(node.http().text("/browse/attic/later/new.txt")).isEqualTo("content"));
  }

  private static void write(NodeSettings settings, String path) throws IOException {
    Path file = settings.share().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "content");
  }
}
