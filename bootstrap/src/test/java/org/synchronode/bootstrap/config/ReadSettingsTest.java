package org.synchronode.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.JoinCode;
import org.synchronode.http.AddressRange;
import org.synchronode.vfs.Durability;
import org.synchronode.ws.link.MasterAddress;

class ReadSettingsTest {
  private static final String SHARE = "shareRoot: 'files'";

  @TempDir Path folder;

  @Test
  void fillsInTheDefaults() throws IOException {
    Settings settings = settings("{ " + SHARE + " }");

    assertThat(settings.port()).isEqualTo(3000);
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.master()).isEmpty();
    assertThat(settings.shareRoot()).isEqualTo(new ShareRoot.Folder(folder.resolve("files")));
    assertThat(settings.folders().sharesFile(EntryPath.of("any", "file"))).isTrue();
    assertThat(settings.folders().mayWrite(EntryPath.of("any", "file"))).isFalse();
    assertThat(settings.durability()).isEqualTo(Durability.PROCESS);
    assertThat(settings.name()).isEqualTo("attic");
    assertThat(settings.dataDir()).isEqualTo(folder.resolve(".synchronode/config"));
    assertThat(settings.registration()).isEqualTo(Registration.APPROVE);
    assertThat(settings.anonymous()).isEqualTo(AnonymousAccess.NONE);
    assertThat(settings.publicUrls()).isEmpty();
    assertThat(settings.trustedProxies()).isEmpty();
    assertThat(settings.insecure()).isFalse();
    assertThat(settings.joinCode()).isEmpty();
  }

  @Test
  void takesEveryKey() throws IOException {
    Settings settings =
        settings(
            """
            module.exports = {
              port: 0, host: "[::1]", master: "Example.org/sync", shareRoot: "~/Pictures", name: "cellar", dataDir: "data",
              registration: "closed", anonymous: "r", publicUrl: "https://Files.example.org:443",
              durability: "power", permissions: "rw",
              trustedProxies: ["127.0.0.1", "10.0.0.0/8", "fd00::/8"], insecure: true, joinCode: "abcdefghijklmnopqrstuvwx22",
            };
            """);

    assertThat(settings.port()).isZero();
    assertThat(settings.host()).isEqualTo("::1");
    assertThat(settings.master())
        .map(MasterAddress::toString)
        .contains("https://example.org/sync/");
    assertThat(settings.shareRoot()).isEqualTo(new ShareRoot.Folder(Path.of("/home/ann/Pictures")));
    assertThat(settings.folders().mayWriteAll(EntryPath.ROOT)).isTrue();
    assertThat(settings.durability()).isEqualTo(Durability.POWER);
    assertThat(settings.name()).isEqualTo("cellar");
    assertThat(settings.dataDir()).isEqualTo(folder.resolve("data"));
    assertThat(settings.registration()).isEqualTo(Registration.CLOSED);
    assertThat(settings.anonymous()).isEqualTo(AnonymousAccess.READ);
    assertThat(settings.publicUrls())
        .map(PublicUrl::origin)
        .containsExactly("https://files.example.org");
    assertThat(settings.trustedProxies())
        .map(AddressRange::toString)
        .containsExactly("127.0.0.1", "10.0.0.0/8", "fd00:0:0:0:0:0:0:0/8");
    assertThat(settings.insecure()).isTrue();
    assertThat(settings.joinCode()).contains(new JoinCode("abcdefghijklmnopqrstuvwx22"));
    assertThat(settings.toString()).doesNotContain("abcdefghijklmnopqrstuvwx22");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "port: '3000' | 'port' is the text \"3000\", but must be a whole number from 0 to 65535",
        "port: 65536 | 'port' is the number 65536, but must be",
        "port: -1 | 'port' is the number -1, but must be",
        "port: 1.5 | 'port' is the number 1.5, but must be",
        "port: 1e12 | 'port' is the number",
        "host: 'here:80' | 'host' is the text \"here:80\", but must be an address",
        "host: 3 | 'host' is the number 3, but must be text in quotes",
        "master: 'ftp://example.org' | 'master' has the scheme \"ftp\"",
        "master: 'http://example.org' | 'master' is plain http to another machine",
        "master: 'https://ann:secret@example.org' | 'master' has a user or password in its URL; remove it",
        "master: 'https://example.org:99999' | 'master' is no URL with a host and a good port",
        "master: 'https://exa mple.org' | 'master' is no URL",
        "master: {} | 'master' is an object, but must be text",
        "name: 'a/b' | 'name' is the text \"a/b\", but must be",
        "name: 'swarm' | 'name' is the text \"swarm\", but must be",
        "name: '' | 'name' is the text \"\", but must be",
        "dataDir: '' | 'dataDir' is empty",
        "dataDir: 'a\\0b' | 'dataDir' is no path",
        "registration: 'maybe' | 'registration' is the text \"maybe\", but must be one of \"approve\", \"code\", \"open\", \"closed\"",
        "anonymous: 'rw' | 'anonymous' is the text \"rw\", but must be one of \"none\", \"r\"",
        "anonymous: false | 'anonymous' is false, but must be text",
        "durability: 'disk' | 'durability' is the text \"disk\", but must be one of \"process\", \"power\"",
        "permissions: 'w' | 'permissions' is the text \"w\", but must be one of \"r\", \"rw\"",
        "permissions: true | 'permissions' is true, but must be text in quotes",
        "publicUrl: 'example.org' | 'publicUrl' has the scheme",
        "publicUrl: [1] | 'publicUrl' is an array with the number 1 in it",
        "publicUrl: 'https://x.org/?a' | 'publicUrl' has a query",
        "trustedProxies: ['proxy.local'] | 'trustedProxies' is no IP address or range: \"proxy.local\"",
        "trustedProxies: ['10.0.0.0/33'] | 'trustedProxies' is no IP address",
        "insecure: 1 | 'insecure' is the number 1, but must be true or false",
        "joinCode: 'two words' | 'joinCode' is no join code",
        "name: () => 1 | 'name' is a function, but must be text",
      })
  void refusesAWrongValueNamingKeyAndLine(String wrong, String message) {
    assertThatThrownBy(() -> settings("{\n " + SHARE + ",\n " + wrong + " }"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("config.js:3: " + message)
        .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("\n", "secret"));
  }

  @Test
  void anOptionWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
    String file = "{ " + SHARE + ", port: 1, name: 'file', host: 'file' }";
    Map<String, String> environment =
        Map.of("SYNCHRONODE_PORT", "2", "SYNCHRONODE_NAME", "environment", "SYNCHRONODE_HOST", "");
    Settings settings = settings(file, environment, Map.of(ConfigKey.PORT, "3"));

    assertThat(settings.port()).isEqualTo(3);
    assertThat(settings.name()).isEqualTo("environment");
    assertThat(settings.host()).isEqualTo("file");
  }

  @Test
  void readsEveryValueFromTheEnvironmentToo() {
    Settings settings =
        new ReadSettings(
                Machines.in(
                    folder,
                    Map.of(
                        "SYNCHRONODE_CONFIG", "elsewhere.js",
                        "SYNCHRONODE_SHARE", "files",
                        "SYNCHRONODE_JOIN", "abcdefghijklmnopqrstuvwx22",
                        "SYNCHRONODE_INSECURE", "true",
                        "SYNCHRONODE_MASTER", "http://10.0.0.1",
                        "SYNCHRONODE_PUBLIC_URL", "https://a.org, https://b.org/x")))
            .from(GivenOptions.none());

    assertThat(settings.configFile()).isEqualTo(folder.resolve("elsewhere.js"));
    assertThat(settings.joinCode()).contains(new JoinCode("abcdefghijklmnopqrstuvwx22"));
    assertThat(settings.master()).map(MasterAddress::toString).contains("http://10.0.0.1/");
    assertThat(settings.publicUrls())
        .map(PublicUrl::toString)
        .containsExactly("https://a.org/", "https://b.org/x/");
  }

  @Test
  void namesTheOptionOrVariableThatIsWrong() {
    assertThatThrownBy(
            () -> settings("{ " + SHARE + " }", Map.of(), Map.of(ConfigKey.PORT, "many")))
        .hasMessageStartingWith("--port is the text \"many\", but must be a whole number");
    assertThatThrownBy(
            () -> settings("{ " + SHARE + " }", Map.of("SYNCHRONODE_INSECURE", "yes"), Map.of()))
        .hasMessageStartingWith(
            "SYNCHRONODE_INSECURE is the text \"yes\", but must be true or false");
  }

  @Test
  void anEmptyMasterOnTheCommandLineMakesAGrandmaster() throws IOException {
    assertThat(
            settings(
                    "{ " + SHARE + ", master: 'example.org' }",
                    Map.of(),
                    Map.of(ConfigKey.MASTER, ""))
                .master())
        .isEmpty();
  }

  @Test
  void needsNoConfigFileWhenOptionsSayEnough() {
    Settings settings =
        new ReadSettings(Machines.in(folder))
            .from(
                options(
                    Optional.of("laptop.js"),
                    Map.of(
                        ConfigKey.SHARE_ROOT,
                        "~/Pictures",
                        ConfigKey.MASTER,
                        "http://localhost:3000",
                        ConfigKey.PORT,
                        "0")));

    assertThat(settings.dataDir()).isEqualTo(folder.resolve(".synchronode/laptop"));
    assertThat(settings.master()).map(MasterAddress::toString).contains("http://localhost:3000/");
  }

  @Test
  void saysWhatToDoWithoutAConfigFile() {
    ReadSettings read = new ReadSettings(Machines.in(folder));
    assertThatThrownBy(() -> read.from(GivenOptions.none()))
        .isInstanceOf(ConfigException.class)
        .hasMessage("config.js: does not exist; create it, or give --share DIR to run without it");
    assertThatThrownBy(
            () -> read.from(options(Optional.of("laptop.js"), Map.of(ConfigKey.PORT, "1"))))
        .hasMessageStartingWith("laptop.js: does not exist");
    assertThatThrownBy(() -> settings("{ port: 1 }"))
        .hasMessageStartingWith("config.js: 'shareRoot' is missing");
  }

  @Test
  void pathsInTheFileAreRelativeToItAndThoseOfOptionsToTheCurrentFolder() throws IOException {
    Path other = Files.createDirectories(folder.resolve("etc"));
    Files.writeString(other.resolve("laptop.js"), "{ shareRoot: '../files', dataDir: 'd' }");
    ReadSettings read = new ReadSettings(Machines.in(folder));

    Settings fromFile = read.from(options(Optional.of("etc/laptop.js"), Map.of()));
    assertThat(fromFile.shareRoot()).isEqualTo(new ShareRoot.Folder(folder.resolve("files")));
    assertThat(fromFile.dataDir()).isEqualTo(other.resolve("d"));

    Settings fromOptions =
        read.from(
            options(
                Optional.of("etc/laptop.js"),
                Map.of(ConfigKey.SHARE_ROOT, "s", ConfigKey.DATA_DIR, "d")));
    assertThat(fromOptions.shareRoot()).isEqualTo(new ShareRoot.Folder(folder.resolve("s")));
    assertThat(fromOptions.dataDir()).isEqualTo(folder.resolve("d"));
  }

  @ParameterizedTest
  @CsvSource({"zip:photos.zip", "tar:gz:a.tgz", "ram://x", "sftp://ann:secret@example.org/files"})
  void aShareRootWithASchemeIsLeftToCommonsVfs(String url) throws IOException {
    Settings settings = settings("{ shareRoot: '" + url + "' }");
    assertThat(settings.shareRoot()).isEqualTo(new ShareRoot.Vfs(url));
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void aFileUrlIsAPlainFolder() throws IOException {
    assertThat(settings("{ shareRoot: 'file:///srv/my%20files' }").shareRoot())
        .isEqualTo(new ShareRoot.Folder(Path.of("/srv/my files")));
    assertThatThrownBy(() -> settings("{ shareRoot: 'file://other/x' }"))
        .hasMessageContaining("'shareRoot' is no file: URL");
  }

  @Test
  void findsTheDataDirWithoutKnowingWhatToShare() throws IOException {
    assertThat(
            new ReadSettings(Machines.in(folder))
                .dataDir(options(Optional.of("gone.js"), Map.of())))
        .isEqualTo(folder.resolve(".synchronode/gone"));
    Files.writeString(folder.resolve("config.js"), "{ dataDir: 'here' }");
    assertThat(new ReadSettings(Machines.in(folder)).dataDir(GivenOptions.none()))
        .isEqualTo(folder.resolve("here"));
  }

  private Settings settings(String file) throws IOException {
    return settings(file, Map.of(), Map.of());
  }

  private Settings settings(
      String file, Map<String, String> environment, Map<ConfigKey, String> values)
      throws IOException {
    Files.writeString(folder.resolve("config.js"), file);
    return new ReadSettings(Machines.in(folder, environment))
        .from(options(Optional.empty(), values));
  }

  private static GivenOptions options(Optional<String> config, Map<ConfigKey, String> values) {
    Map<ConfigKey, GivenOptions.Option> options = new EnumMap<>(ConfigKey.class);
    values.forEach(
        (key, value) -> options.put(key, new GivenOptions.Option("--" + key.key(), value)));
    return new GivenOptions(config, options);
  }
}
