package org.synchronode.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.application.share.FolderRules;
import org.synchronode.domain.entry.EntryPath;

class FoldersReaderTest {
  @TempDir Path folder;

  @Test
  void onlyListedFoldersAreSharedEachWithItsPermissions() throws IOException {
    FolderRules rules =
        rules("folders: [{ path: '/photos' }, { path: 'in/box', permissions: 'rw' }]");

    assertThat(rules.sharesFile(EntryPath.of("photos", "x"))).isTrue();
    assertThat(rules.mayWrite(EntryPath.of("photos", "x"))).isFalse();
    assertThat(rules.mayWrite(EntryPath.of("in", "box", "x"))).isTrue();
    assertThat(rules.sharesFolder(EntryPath.of("in"))).isTrue();
    assertThat(rules.sharesFile(EntryPath.of("in", "x"))).isFalse();
    assertThat(rules.sharesFolder(EntryPath.of("other"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "/a/b", "a/b/", "/a/b/"})
  void aPathHasASlashAtEitherEndOrNot(String path) throws IOException {
    FolderRules rules = rules("folders: [{ path: '" + path + "' }]");
    assertThat(rules.sharesFile(EntryPath.of("a", "b", "x"))).isTrue();
    assertThat(rules.sharesFile(EntryPath.of("a", "x"))).isFalse();
  }

  @Test
  void aSlashIsTheWholeShare() throws IOException {
    FolderRules rules =
        rules("folders: [{ path: '/', permissions: 'rw' }, { path: '/kept', permissions: 'r' }]");
    assertThat(rules.mayWrite(EntryPath.of("x"))).isTrue();
    assertThat(rules.mayWrite(EntryPath.of("kept", "x"))).isFalse();
  }

  @Test
  void permissionsThatAreNotSetAreForReading() throws IOException {
    FolderRules rules = rules("folders: [{ path: '/', permissions: undefined }]");
    assertThat(rules.mayWrite(EntryPath.of("x"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'/photos' | is the text \"/photos\", but must be an array such as [{path:",
        "true | is true, but must be an array such as",
        "{ path: '/' } | is an object, but must be an array such as",
        "['/photos'] | is a list of 1, but must be an array such as",
        "[{ path: '/' }, 'photos'] | is an array with text in it, but must be an array such as",
        "['photos', { path: '/' }] | is an array with an object in it, but must be an array such as",
        "[[]] | is an array with an array in it, but must be an array such as",
        "[] | is empty, so that nothing would be shared",
        "[{}] | : entry 1 has no 'path'; \"/\" is the whole share",
        "[{ path: '/' }, { permissions: 'r' }] | : entry 2 has no 'path'",
        "[{ path: 3 }] | : entry 1: 'path' is the number 3, but must be text in quotes",
        "[{ path: '' }] | : entry 1: 'path' is the text \"\", but must be a path within shareRoot",
        "[{ path: '//' }] | : entry 1: 'path' is the text \"//\", but must be a path within shareRoot",
        "[{ path: 'a//b' }] | : entry 1: 'path' is the text \"a//b\", but must be a path within shareRoot",
        "[{ path: '../a' }] | : entry 1: 'path' is the text \"../a\", but must be a path within shareRoot",
        "[{ path: '/a/..' }] | : entry 1: 'path' is the text \"/a/..\", but must be a path within shareRoot",
        "[{ path: './a' }] | : entry 1: 'path' is the text \"./a\", but must be a path within shareRoot",
        "[{ path: 'a\\0b' }] | : entry 1: 'path' is the text",
        "[{ path: 'a' }, { path: '/a/' }] | : entry 2: 'path' is the text \"/a/\", which an entry above has already",
        "[{ path: 'a', permissions: 'w' }] | : entry 1: 'permissions' is the text \"w\", but must be one of \"r\", \"rw\"",
        "[{ path: 'a', permissions: ['r'] }] | : entry 1: 'permissions' is an array, but must be text",
        "[{ path: 'a', permision: 'r' }] | : entry 1 has 'permision', which is unknown; did you mean 'permissions'?",
        "[{ path: 'a', wholly: 1 }] | : entry 1 has 'wholly', which is unknown; remove it; known are path, permissions",
        "[{ path: 'a', visibility: 'peers' }] | : entry 1 has 'visibility', which is designed but not built yet in this version; remove it",
        "[{ path: 'a', include: ['x'] }] | : entry 1 has 'include', which is designed but not built yet",
        "[{ path: 'a', exclude: ['x'] }] | : entry 1 has 'exclude', which is designed but not built yet",
      })
  void refusesAWrongValueNamingKeyAndLine(String wrong, String message) {
    refuses(
        "\n shareRoot: 'files',\n folders: " + wrong,
        "config.js:3: 'folders'" + (message.startsWith(":") ? "" : " ") + message);
  }

  @Test
  void refusesToWriteToWhatCanOnlyBeRead() {
    refuses(
        "shareRoot: 'zip:a.zip',\n folders: [{ path: 'a', permissions: 'rw' }]",
        "config.js:2: 'folders': entry 1: 'permissions' is the text \"rw\", but what shareRoot names can"
            + " only be read");
    refuses(
        "shareRoot: 'zip:a.zip',\n permissions: 'rw'",
        "config.js:2: 'permissions' is the text \"rw\", but what shareRoot names can only be read");
  }

  @Test
  void refusesPermissionsOfTheWholeShareBesideFolders() throws IOException {
    refuses(
        "shareRoot: 'files',\n folders: [{ path: 'a' }],\n permissions: 'r'",
        "config.js:2: 'folders' lists folders, each with its permissions, so there can't be permissions of"
            + " the whole share too: config.js:3: 'permissions'");

    Files.writeString(
        folder.resolve("config.js"), "{ shareRoot: 'files', folders: [{ path: 'a' }] }");
    assertThatThrownBy(() -> read(Map.of("SYNCHRONODE_PERMISSIONS", "rw"), GivenOptions.none()))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("the whole share too: SYNCHRONODE_PERMISSIONS");
    assertThatThrownBy(
            () ->
                read(
                    Map.of(),
                    new GivenOptions(
                        Optional.empty(),
                        Map.of(
                            ConfigKey.PERMISSIONS,
                            new GivenOptions.Option("--permissions", "rw")))))
        .hasMessageEndingWith("the whole share too: --permissions");
  }

  private FolderRules rules(String keys) throws IOException {
    Files.writeString(folder.resolve("config.js"), "{ shareRoot: 'files', " + keys + " }");
    return read(Map.of(), GivenOptions.none()).folders();
  }

  private void refuses(String keys, String message) {
    assertThatThrownBy(
            () -> {
              Files.writeString(folder.resolve("config.js"), "{ " + keys + " }");
              read(Map.of(), GivenOptions.none());
            })
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(message)
        .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("\n"));
  }

  private Settings read(Map<String, String> environment, GivenOptions options) {
    return new ReadSettings(Machines.in(folder, environment)).from(options);
  }
}
