package org.synchronode.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.e2e.kit.HttpProbe;
import org.synchronode.e2e.kit.NodeProcess;
import org.synchronode.e2e.kit.NodeSettings;
import org.synchronode.e2e.kit.Pair;
import org.synchronode.e2e.kit.Paths;
import org.synchronode.e2e.kit.RemoteTree;
import org.synchronode.e2e.kit.SampleFiles;
import org.synchronode.e2e.kit.SmallDisk;
import org.synchronode.e2e.kit.StartedProgram;

/** A master whose dataDir lies on a disk that is full. */
class FullDiskIT {
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final int MOST_INVITATIONS = 30;
  private static final String CAUSE = "No space left on device";

  @TempDir private Path folder;
  private NodeSettings settings;
  private SmallDisk disk;

  @BeforeEach
  void aSmallDisk() {
    settings = NodeSettings.grandmaster(folder, Pair.MASTER);
    disk = SmallDisk.at(settings.dataDir());
  }

  @AfterEach
  void end() {
    StartedProgram.endAll();
    disk.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8 << 10, 100 << 10})
  void aNodeThatCanNotWriteAtItsFirstStartSaysSoInOneLineAndEnds(int bytesLeft) {
    disk.fillUpTo(bytesLeft);
    endsWithOneLine();
  }

  @Test
  void aNodeThatCanNotWriteAtALaterStartSaysSoInOneLineAndEnds() {
    NodeProcess.startReady(settings).terminate(NodeProcess.START);
    disk.fill();
    endsWithOneLine();
    disk.makeRoom();
    NodeProcess.startReady(settings);
  }

  private void endsWithOneLine() {
    StartedProgram program = NodeProcess.launch(settings);
    assertThat(program.exitCode(NodeProcess.START)).as(program.said()).isNotZero();
    assertThat(program.err().lines())
        .singleElement()
        .asString()
        .contains(settings.dataDir().toString())
        .contains(CAUSE);
  }

  @Test
  void whatAMasterCouldNotRecordIsNotBegun() {
    NodeProcess master = NodeProcess.startReady(settings.withConfig("permissions: 'rw'"));
    Pair pair =
        new Pair(
            master,
            NodeProcess.startReady(
                NodeSettings.slave(folder, Pair.SLAVE, master.url())
                    .withCode(master.invite())
                    .withConfig("permissions: 'rw'")));
    pair.awaitOnline();
    for (NodeProcess owner : List.of(pair.master(), pair.slave())) {
      String file = Paths.file(owner.name(), "file");
      assertThat(master.http().sendText("PUT", file, "before").statusCode()).isEqualTo(201);
      disk.fill();
      HttpResponse<byte[]> answer = master.http().sendText("PUT", file, "while it is full");
      assertThat(HttpProbe.described(answer)).startsWith("507").contains("its own disk is full");
      assertThat(master.http().send("DELETE", file).statusCode()).isEqualTo(507);
      assertThat(owner.share().resolve("file")).hasContent("before");
      assertThat(owner.share().toFile().list()).containsExactlyInAnyOrder("file", ".synchronode");
      disk.makeRoom();
      await()
          .atMost(RECOVERY)
          .until(() -> master.http().sendText("PUT", file, "after").statusCode() == 204);
      assertThat(owner.share().resolve("file")).hasContent("after");
    }
  }

  @Test
  void whileTheDiskIsFullTheListsCanBeReadAndNothingThatWasConfirmedIsLost() {
    SampleFiles.many(settings.share(), 200);
    NodeProcess master = NodeProcess.startReady(settings);
    NodeSettings below =
        NodeSettings.slave(folder, Pair.SLAVE, master.url()).withCode(master.invite());
    SampleFiles.many(below.share(), 300);
    Pair pair = new Pair(master, NodeProcess.startReady(below));
    pair.awaitOnline();
    awaitTrueLists(pair);
    String confirmed = master.invite();

    disk.fill();
    SampleFiles.many(settings.share().resolve("new"), 300);
    SampleFiles.many(below.share().resolve("new"), 300);
    master
        .program()
        .await("it tells", RECOVERY, () -> master.program().err().contains("Until it can be"));
    assertThat(master.program().err().lines())
        .anyMatch(line -> line.contains("catalogue.mv.db") && line.contains(CAUSE));
    for (String host : new String[] {Pair.MASTER, Pair.SLAVE}) {
      assertThat(master.http().list(Paths.file(host, "d0001/")).entries()).hasSize(100);
      assertThat(master.http().tree(Paths.file(host, "")).sizes()).containsKey("d0001/f99.txt");
    }
    assertThat(master.http().text(Paths.file(Pair.MASTER, "d0001/f99.txt"))).isEqualTo("199");
    for (int i = 0; ; i++) {
      // The file may have room in itself for some more.
      assertThat(i).as("invitations on a full disk").isLessThan(MOST_INVITATIONS);
      StartedProgram invite = NodeProcess.launchAdmin(settings, "invite");
      if (invite.exitCode(RECOVERY) != 0) {
        assertThat(invite.err().lines()).singleElement().asString().contains(CAUSE);
        break;
      }
      confirmed = invite.out().toString().strip();
    }

    disk.makeRoom();
    awaitTrueLists(pair);
    assertThat(master.program().err().toString()).contains("can be written again");

    master.kill();
    master.startAgain();
    awaitTrueLists(pair);
    NodeProcess.start(NodeSettings.slave(folder, "cellar", master.url()).withCode(confirmed));
    Pair.awaitOnline(master, "cellar");
  }

  private static void awaitTrueLists(Pair pair) {
    for (NodeProcess node : new NodeProcess[] {pair.master(), pair.slave()}) {
      await("the list of " + node.name())
          .atMost(RECOVERY)
          .pollInterval(Duration.ofMillis(300))
          .ignoreExceptions()
          .until(
              () ->
                  pair.http()
                      .tree(Paths.file(node.name(), ""))
                      .sizes()
                      .equals(RemoteTree.onDisk(node.share())));
    }
  }
}
