package org.synchronode.bootstrap.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.synchronode.application.share.FolderRules;
import org.synchronode.application.share.Permission;
import org.synchronode.domain.host.JoinCode;
import org.synchronode.http.AddressRange;
import org.synchronode.vfs.Durability;
import org.synchronode.ws.link.MasterAddress;

/**
 * Turns what was given into settings: types, ranges, defaults, and the rules between two values.
 */
final class SettingsReader {
  private static final int HIGHEST_PORT = 65_535;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_LIST = 100;

  /** At least two letters: one letter and a colon is a drive. */
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

  private final Surroundings surroundings;
  private final Path configFile;
  private final Map<ConfigKey, Given> given;

  SettingsReader(Surroundings surroundings, Path configFile, Map<ConfigKey, Given> given) {
    this.surroundings = surroundings;
    this.configFile = configFile;
    this.given = given;
  }

  Settings settings() {
    ShareRoot shareRoot =
        value(ConfigKey.SHARE_ROOT).map(this::shareRoot).orElseThrow(this::noShareRoot);
    boolean insecure = value(ConfigKey.INSECURE).map(SettingsReader::flag).orElse(false);
    return new Settings(
        configFile,
        value(ConfigKey.PORT).map(SettingsReader::port).orElse(Settings.DEFAULT_PORT),
        value(ConfigKey.HOST).map(SettingsReader::listenAddress).orElse(Settings.DEFAULT_HOST),
        master(insecure),
        shareRoot,
        folders(new FoldersReader(shareRoot)),
        value(ConfigKey.DURABILITY)
            .map(it -> choice(it, Durability.values(), SettingsReader::key))
            .orElse(Durability.PROCESS),
        value(ConfigKey.NAME).map(SettingsReader::name).orElseGet(this::defaultName),
        dataDir(),
        value(ConfigKey.REGISTRATION)
            .map(it -> choice(it, Registration.values(), Registration::key))
            .orElse(Registration.APPROVE),
        value(ConfigKey.ANONYMOUS)
            .map(it -> choice(it, AnonymousAccess.values(), AnonymousAccess::key))
            .orElse(AnonymousAccess.NONE),
        value(ConfigKey.PUBLIC_URL).map(it -> list(it, PublicUrl::parse)).orElse(List.of()),
        value(ConfigKey.TRUSTED_PROXIES).map(it -> list(it, AddressRange::parse)).orElse(List.of()),
        insecure,
        joinCode());
  }

  Path dataDir() {
    return value(ConfigKey.DATA_DIR)
        .map(it -> path(it, text(it)))
        .orElseGet(() -> configFile.resolveSibling(".synchronode").resolve(nodeName(configFile)));
  }

  private static String nodeName(Path configFile) {
    String file = String.valueOf(configFile.getFileName());
    return file.endsWith(".js") && file.length() > ".js".length()
        ? file.substring(0, file.length() - ".js".length())
        : file;
  }

  private Optional<Given> value(ConfigKey key) {
    return Optional.ofNullable(given.get(key));
  }

  private Optional<MasterAddress> master(boolean insecure) {
    Optional<Given> written = value(ConfigKey.MASTER).filter(it -> !text(it).isBlank());
    Optional<MasterAddress> master = written.map(it -> checked(it, MasterSetting::parse));
    if (!insecure && master.filter(MasterAddress::isPlainAndRemote).isPresent()) {
      throw new ConfigException(
          written.orElseThrow().where()
              + " is plain http to another machine, where everybody on the way could read the token; use https, or set"
              + " insecure to true (--insecure) if the way is safe");
    }
    return master;
  }

  private Optional<JoinCode> joinCode() {
    return value(ConfigKey.JOIN_CODE)
        .filter(it -> !text(it).isEmpty())
        .map(it -> checked(it, SettingsReader::joinCode));
  }

  private static JoinCode joinCode(String written) {
    try {
      return new JoinCode(written.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "is no join code: those have 26 letters and digits; get one by 'invite' on the master",
          e);
    }
  }

  private ShareRoot shareRoot(Given it) {
    String text = text(it);
    if (text.regionMatches(true, 0, "file:", 0, "file:".length())) {
      return new ShareRoot.Folder(path(it, filePath(it, text)));
    }
    return SCHEME.matcher(text).matches()
        ? new ShareRoot.Vfs(text)
        : new ShareRoot.Folder(path(it, text));
  }

  private static String filePath(Given it, String url) {
    try {
      return Path.of(java.net.URI.create(url)).toString();
    } catch (IllegalArgumentException e) {
      throw wrong(
          it, "is no file: URL of this machine: " + OneLine.quoted(url) + "; write the plain path");
    }
  }

  private ConfigException noShareRoot() {
    String label = new ConfigFile(surroundings).label(configFile);
    return new ConfigException(
        label + ": 'shareRoot' is missing; set it to the folder to offer, or give --share DIR");
  }

  private FolderRules folders(FoldersReader reader) {
    Optional<Given> folders = value(ConfigKey.FOLDERS);
    Optional<Given> permissions = value(ConfigKey.PERMISSIONS);
    if (folders.isPresent() && permissions.isPresent()) {
      throw wrong(
          folders.get(),
          "lists folders, each with its permissions, so there can't be permissions of the whole"
              + " share too: "
              + permissions.get().where());
    }
    return folders
        .map(reader::listed)
        .or(() -> permissions.map(reader::whole))
        .orElse(FolderRules.whole(Permission.READ));
  }

  private static String key(Durability durability) {
    return durability.name().toLowerCase(Locale.ROOT);
  }

  private Path path(Given it, String text) {
    if (text.isBlank()) {
      throw wrong(it, "is empty; give the path of a folder");
    }
    try {
      Path path =
          text.equals("~") || text.startsWith("~/")
              ? surroundings.homeFolder().resolve(text.substring(Math.min(2, text.length())))
              : it.folder().resolve(text);
      return path.toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw wrong(it, "is no path: " + OneLine.quoted(text));
    }
  }

  private static int port(Given it) {
    if (it.value() instanceof GivenValue.Whole(int port) && port >= 0 && port <= HIGHEST_PORT) {
      return port;
    }
    throw wrong(
        it,
        "is "
            + it.value().description()
            + ", but must be a whole number from 0 to "
            + HIGHEST_PORT);
  }

  private static boolean flag(Given it) {
    if (it.value() instanceof GivenValue.Flag(boolean on)) {
      return on;
    }
    throw wrong(it, "is " + it.value().description() + ", but must be true or false");
  }

  private static String listenAddress(Given it) {
    String bare = text(it).strip().replaceFirst("^\\[(.*)]$", "$1");
    boolean name = bare.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
    boolean ipv6 = bare.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[\\w.-]+)?");
    if (!name && !ipv6) {
      throw wrong(
          it,
          "is "
              + it.value().description()
              + ", but must be an address to listen on, without a port");
    }
    return bare;
  }

  private static String name(Given it) {
    String name = text(it).strip();
    if (!isName(name)) {
      throw wrong(
          it,
          "is %s, but must be 1 to %d characters without slashes, and not '.', '..' or 'swarm'"
              .formatted(it.value().description(), LONGEST_NAME));
    }
    return name;
  }

  private String defaultName() {
    String name = surroundings.hostName();
    return isName(name) ? name : "host";
  }

  private static boolean isName(String name) {
    return name.matches("[^/\\\\\\p{Cntrl}]{1," + LONGEST_NAME + "}")
        && !List.of(".", "..", "swarm").contains(name);
  }

  static <T> T choice(Given it, T[] choices, Function<T, String> key) {
    String text = text(it);
    return Arrays.stream(choices)
        .filter(choice -> key.apply(choice).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    it,
                    "is %s, but must be one of %s"
                        .formatted(
                            it.value().description(),
                            Arrays.stream(choices)
                                .map(choice -> "\"" + key.apply(choice) + "\"")
                                .collect(Collectors.joining(", ")))));
  }

  private static <T> List<T> list(Given it, Function<String, T> parse) {
    List<String> texts =
        switch (it.value()) {
          case GivenValue.Text(String text) -> text.isBlank() ? List.of() : List.of(text);
          case GivenValue.Texts(List<String> several) -> several;
          default ->
              throw wrong(it, "is " + it.value().description() + ", but must be an array of texts");
        };
    if (texts.size() > LONGEST_LIST) {
      throw wrong(it, "has more than " + LONGEST_LIST + " parts");
    }
    return texts.stream().map(text -> checked(it, text, parse)).toList();
  }

  static String text(Given it) {
    if (it.value() instanceof GivenValue.Text(String text)) {
      return text;
    }
    throw wrong(it, "is " + it.value().description() + ", but must be text in quotes");
  }

  private static <T> T checked(Given it, Function<String, T> parse) {
    return checked(it, text(it), parse);
  }

  private static <T> T checked(Given it, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw wrong(it, String.valueOf(e.getMessage()));
    }
  }

  static ConfigException wrong(Given it, String what) {
    return new ConfigException(it.where() + " " + what);
  }
}
