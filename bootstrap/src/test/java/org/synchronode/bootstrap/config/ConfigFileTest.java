package org.synchronode.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  @TempDir Path folder;

  @Test
  void takesWhatModuleExportsHolds() throws IOException {
    assertThat(
            values(
                "module.exports = { port: 8080, name: 'n', insecure: true, publicUrl: ['a', 'b'] };"))
        .containsEntry(ConfigKey.PORT, new GivenValue.Whole(8080))
        .containsEntry(ConfigKey.NAME, new GivenValue.Text("n"))
        .containsEntry(ConfigKey.INSECURE, new GivenValue.Flag(true))
        .containsEntry(ConfigKey.PUBLIC_URL, new GivenValue.Texts(List.of("a", "b")));
  }

  @Test
  void takesAnArrayOfObjectsWithoutWhatIsNotSetInThem() throws IOException {
    assertThat(
            values(
                "{ folders: [{ path: 'a', permissions: null, x: [1] }, {}, { y: undefined, z: 1 }] }"))
        .containsEntry(
            ConfigKey.FOLDERS,
            new GivenValue.Objects(
                List.of(
                    Map.of("path", new GivenValue.Text("a"), "x", new GivenValue.Other("an array")),
                    Map.of(),
                    Map.of("z", new GivenValue.Whole(1)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ port: 1 }",
        "\uFEFF{ port: 1 } // the end",
        "// first\n{\n  port: 1,\n}\n",
        "({ port: 1 })",
        "exports.port = 1",
        "'use strict';\nconst port = 1;\nmodule.exports = { port };",
        "module.exports = { port: 1 }",
        "module.exports = { get port() { return 1 }, name: undefined, host: null }",
      })
  void takesEveryFormThatAUserOfNodeWouldWrite(String source) throws IOException {
    assertThat(values(source)).containsExactly(Map.entry(ConfigKey.PORT, new GivenValue.Whole(1)));
  }

  @Test
  void knowsItsOwnPlaceAndTheEnvironment() throws IOException {
    assertThat(name("{ name: __filename }")).isEqualTo(folder.resolve("node.js").toString());
    assertThat(name("{ name: __dirname }")).isEqualTo(folder.toString());
    assertThat(name("{ name: process.env.COLOUR + process.env.NOTHING }"))
        .isEqualTo("blueundefined");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "path.join('a', '..', '..', 'b/') | ../b/",
        "path.join('', '') | .",
        "path.join('/a', '../..', 'b') | /b",
        "path.resolve('/a', 'b', '../c') | /a/c",
        "path.resolve('/a', '/b/') | /b",
        "path.dirname('/a/b/') | /a",
        "path.dirname('a') | .",
        "path.dirname('/a') | /",
        "path.basename('/a/b.js/') | b.js",
        "path.basename('/a/b.js', '.js') | b",
        "path.extname('a.b.js') | .js",
        "path.extname('.hidden') + 'none' | none",
        "path.normalize('/a//./b/../c') | /a/c",
        "path.relative('/a/b/c', '/a/d') | ../../d",
        "String(path.isAbsolute('/a')) | true",
        "String(path.isAbsolute('a')) | false",
        "path.sep | /",
        "os.hostname() | attic",
        "os.homedir() | /home/ann",
        "os.tmpdir() | /tmp",
        "String(os.EOL.length) | 1",
      })
  void pathAndOsBehaveAsInNode(String expression, String expected) throws IOException {
    assertThat(
            name(
                "const path = require('path'), os = require('node:os'); module.exports = { name: "
                    + expression
                    + " };"))
        .isEqualTo(expected);
  }

  @Test
  void resolvesRelativePathsAgainstTheCurrentFolder() throws IOException {
    assertThat(name("{ name: require('path').resolve('x') }"))
        .isEqualTo(folder.resolve("x").toString());
  }

  @Test
  void namesTheLineOfAnUnknownKeyAndTheNearestKnownOne() {
    refuses(
        "module.exports = {\n  // prot: 1\n  prot: 3000,\n};",
        "node.js:3: 'prot' is unknown; did you mean 'port'?");
    refuses("{ 'shareroot': 'x' }", "node.js:1: 'shareroot' is unknown; did you mean 'shareRoot'?");
    refuses(
        "{ zzzzzz: 1 }", "node.js:1: 'zzzzzz' is unknown; remove it; known are port, host, master");
    refuses("{ ['pr' + 'ot']: 1 }", "node.js: 'prot' is unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"store", "tls", "console", "sync"})
  void refusesWhatIsDesignedButNotBuilt(String key) {
    refuses(
        "{ " + key + ": undefined }",
        "node.js:1: '" + key + "' is designed but not built yet in this version; remove it");
  }

  @Test
  void namesTheLineOfASyntaxError() {
    refuses("module.exports = {\n  port: 1\n  host: 'x'\n};", "node.js:3: syntax error: ");
    refuses("{\n  port: 1,\n  host 'x'\n}", "node.js:3: syntax error: ");
    refuses("{ port: 1", "node.js:1: syntax error: ");
    refuses("export default { port: 1 };", "write require(…) and module.exports = {…}");
  }

  @Test
  void namesTheLineOfAnException() {
    refuses(
        "\nmodule.exports = { port: nothing.here };",
        "node.js:2: ReferenceError: nothing is not defined");
    refuses("throw new Error('two\\nlines')", "node.js:1: Error: two");
    refuses(
        "\n\nrequire('path').join(3)",
        "node.js:3: TypeError: The \"path\" argument must be of type string");
    refuses("throw 'text'", "text");
    refuses("{ get port() { throw new Error('no port') } }", "Error: no port");
    refuses("const f = () => f(); f()", "node.js:1: RangeError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "for (;;);",
        "module.exports = { get port() { while (true) {} } }",
        "module.exports = new Proxy({}, { ownKeys() { while (true) {} } })"
      })
  void stopsAnEndlessLoop(String source) {
    refuses(source, "runs too long (an endless loop?)");
  }

  @Test
  void givesUpWhenTheTimeIsOver() throws IOException {
    Path file = write("{ port: 1 }");
    assertThatThrownBy(() -> new ConfigFile(Machines.in(folder), Duration.ZERO).read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("node.js: took longer than");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Java.type('java.lang.System')",
        "Packages.java.lang.System",
        "java.lang.System",
        "Polyglot.eval('js', '1')",
        "Polyglot.import('x')",
        "Graal.versionECMAScript",
        "load('/etc/passwd')",
        "print('x')",
        "read('/etc/passwd')",
        "quit(0)",
        "process.exit(0)",
        "require('fs')",
        "require('child_process')",
        "require('./other.js')",
        "require.constructor('return Java')()",
        "[].constructor.constructor('return Java.type(\"java.lang.System\")')()",
        "this.constructor.constructor('return load')()",
        "require('path').join.constructor('return Polyglot')()",
        "process.env.getClass()",
        "process.env.constructor.constructor('return process.binding(\"fs\")')()",
        "(0, eval)('Java.type')",
        "new Worker('x')",
      })
  void refusesToLeaveTheSandbox(String escape) {
    refuses("module.exports = { name: String(" + escape + ") };", "Error");
  }

  @Test
  void hasNoGlobalsBesideThoseOfTheLanguageAndConsole() throws IOException {
    String others =
        "Object.getOwnPropertyNames(globalThis).filter(name => /^[a-z]/.test(name)).sort().join(' ')";
    assertThat(name("{ name: " + others + " }"))
        .isEqualTo(
            "console decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN"
                + " parseFloat parseInt undefined unescape");
    assertThat(name("{ name: typeof Java + typeof Packages + typeof Polyglot + typeof Graal }"))
        .isEqualTo("undefined".repeat(4));
  }

  @Test
  void saysWhatCanBeRequired() {
    refuses(
        "\nrequire('fs')",
        "node.js:2: Error: require(\"fs\") is not possible here: only \"path\" and \"os\" are there");
  }

  @Test
  void refusesWhatIsNoObjectOfSettings() {
    refuses("", "node.js: exports nothing; write module.exports = { … }");
    refuses("// all of it is a comment\n", "exports nothing");
    refuses("const x = 1;", "exports nothing");
    refuses("module.exports = [1];", "exports an array");
    refuses("module.exports = () => ({});", "exports a function");
    refuses("module.exports = 'text';", "exports text");
    refuses("module.exports = (async () => ({ port: 1 }))();", "exports a Promise");
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Path file = folder.resolve("node.js");
    Files.write(file, new byte[] {'{', (byte) 0xC3, '}'});
    assertThatThrownBy(() -> read(file)).hasMessage("node.js: is not UTF-8 text; save it as UTF-8");
    assertThatThrownBy(() -> read(folder)).hasMessageEndingWith(": can't be read: it is a folder");
  }

  private Map<ConfigKey, Given> read(Path file) {
    return new ConfigFile(Machines.in(folder, Map.of("COLOUR", "blue"))).read(file);
  }

  private Map<ConfigKey, GivenValue> values(String source) throws IOException {
    return read(write(source)).entrySet().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue().value()));
  }

  private String name(String source) throws IOException {
    return values(source).get(ConfigKey.NAME) instanceof GivenValue.Text(String text)
        ? text
        : "not text";
  }

  private Path write(String source) throws IOException {
    return Files.writeString(folder.resolve("node.js"), source);
  }

  private void refuses(String source, String message) {
    assertThatThrownBy(() -> read(write(source)))
        .as(source)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("node.js")
        .hasMessageContaining(message)
        .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("\n"));
  }
}
