package org.synchronode.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainConfigTest {
  private static final Path FILE = Path.of("/config/config.js");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module.exports={}",
        "// first\r\n/* module.exports = {}; */ module . exports\n=\n{ port : 1 , } ; // last",
        "module.exports = { port: 0, name: 'it\"s', host: \"it's\", insecure: true, x: false };",
        "module.exports = { 'port': 999999999, \"name\": '', then: 'now', of: 'ü\u0000€ /*x*/ //' };",
        "module.exports = { publicUrl: [], trustedProxies: ['a', \"b\",], folders: [{}] }",
        "module.exports = { folders: [ { path: '/a', permissions: 'rw', }, { n: 1, f: false } ] }",
        "module.exports = { port: 1/**/, name: 'a'// b\n, }\n;\n",
      })
  void whatIsPlainIsReadAsTheEngineDoes(String source) {
    Map<String, GivenValue> evaluated =
        new ConfigSandbox(Machines.in(Path.of("/config")), Duration.ofSeconds(15))
            .evaluate(FILE, "config.js", source);
    assertThat(PlainConfig.read(source).orElseThrow()).isEqualTo(evaluated);
    assertThat(List.copyOf(PlainConfig.read(source).orElseThrow().keySet()))
        .isEqualTo(List.copyOf(evaluated.keySet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{ port: 1 }",
        "module.exports = { port: 1 }; module.exports.name = 'x'",
        "module.exports = { port: 1 }.port",
        "module.exports = { port: 1 };;",
        "module.exports = { port: 1, port: 2 }",
        "module.exports = { port: 1 + 1 }",
        "module.exports = { port: 01 }",
        "module.exports = { port: 1.5 }",
        "module.exports = { port: 1e3 }",
        "module.exports = { port: 1_0 }",
        "module.exports = { port: 1n }",
        "module.exports = { port: -1 }",
        "module.exports = { port: 9999999999 }",
        "module.exports = { name: 'a' + 'b' }",
        "module.exports = { name: 'a\\n' }",
        "module.exports = { name: 'a\nb' }",
        "module.exports = { name: 'a\" }",
        "module.exports = { name: `a` }",
        "module.exports = { name: null }",
        "module.exports = { name: truely }",
        "module.exports = { name }",
        "module.exports = { name: {} }",
        "module.exports = { 'name\": 1 }",
        "module.exports = { __proto__: 'x' }",
        "module.exports = { '1': 'x' }",
        "module.exports = { get port() { return 1 } }",
        "module.exports = { publicUrl: [,] }",
        "module.exports = { publicUrl: ['a', {}] }",
        "module.exports = { publicUrl: [1] }",
        "module.exports = { publicUrl: [['a']] }",
        "module.exports = { folders: [{ path: ['a'] }] }",
        "module.exports = { port: 1 } // \u2028 more",
        "module.exports = { port: 1 } /* open",
        "module.exports = { port: 1,, }",
        "module.exports = { port: 1",
        "module.exports = { , }",
        "module.exportss = {}",
      })
  void everythingElseIsLeftToTheEngine(String source) {
    assertThat(PlainConfig.read(source)).isEmpty();
  }

  @Test
  void anArrayThatIsTooLongIsLeftToTheEngine() {
    assertThat(PlainConfig.read("module.exports = { x: [" + "'a',".repeat(1000) + "] }"))
        .isPresent();
    assertThat(PlainConfig.read("module.exports = { x: [" + "'a',".repeat(1001) + "] }")).isEmpty();
  }

  @Test
  void aFileAsLongAsItMayBeIsNoProblem() {
    String comments = "/* x */ // y\n".repeat(30_000);
    assertThat(
            PlainConfig.read(
                comments + "module.exports = { name: '" + "x".repeat(500_000) + "' }" + comments))
        .isPresent();
  }

  @Test
  void theConfigFileThatComesWithItIsPlain() throws IOException {
    Path sources = Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."));
    assertThat(PlainConfig.read(Files.readString(sources.resolve("config.js")))).isPresent();
  }
}
