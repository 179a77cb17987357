package org.synchronode.bootstrap.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evaluates the JavaScript of a config file with no way out: no Java, files, threads, processes or
 * environment, and bounded statements and time. Only texts go in, and only texts, numbers and
 * booleans come out.
 */
final class ConfigSandbox {
  private static final long STATEMENT_LIMIT = 100_000;
  private static final String PARAMETERS =
      "(function (module, exports, require, process, __filename, __dirname) {";

  private static final Pattern BLANK = Pattern.compile("\\s+|//[^\n]*|/\\*(?s:.*?)\\*/");

  private final Surroundings surroundings;
  private final Duration timeLimit;

  ConfigSandbox(Surroundings surroundings, Duration timeLimit) {
    this.surroundings = surroundings;
    this.timeLimit = timeLimit;
  }

  /**
   * What {@code source} exports, in its own order.
   *
   * @param label how messages name the file
   * @throws ConfigException where it can't be evaluated
   */
  Map<String, GivenValue> evaluate(Path file, String label, String source) {
    Context context = context();
    CompletableFuture<Map<String, GivenValue>> exported = new CompletableFuture<>();
    // A thread of its own: not every loop inside the engine can be interrupted, and then only
    // giving up on it helps.
    Thread.ofPlatform()
        .daemon()
        .name("config.js")
        .start(
            () -> {
              try {
                exported.complete(exports(context, file, label, source));
              } catch (Throwable e) {
                exported.completeExceptionally(e);
              }
            });
    try {
      return exported.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ConfigException(
          label + ": took longer than " + timeLimit.toSeconds() + " s; remove what takes so long");
    } catch (ExecutionException e) {
      throw asConfigException(label, source, Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfigException(label + ": evaluation was interrupted");
    } finally {
      // Closing waits for the engine to notice, which it may not.
      Thread.ofPlatform().daemon().name("config.js closing").start(() -> context.close(true));
    }
  }

  private Map<String, GivenValue> exports(Context context, Path file, String label, String source) {
    Value globals =
        context
            .eval(internalSource("node-globals.js"))
            .execute(JsonMapper.shared().writeValueAsString(facts()));
    Value module = context.eval("js", "({ exports: {} })");
    Value original = module.getMember("exports");
    Compiled compiled = compile(context, label, source);
    Value returned =
        compiled
            .function()
            .execute(
                module,
                original,
                globals.getMember("require"),
                globals.getMember("process"),
                file.toString(),
                Objects.toString(file.getParent(), "/"));
    Value exported = module.getMember("exports");
    boolean assigned = !isSame(context, exported, original) || !original.getMemberKeys().isEmpty();
    return ExportedValues.of(
        label,
        compiled.isExpression() && !assigned ? returned : exported,
        assigned || compiled.isExpression());
  }

  private record Compiled(Value function, boolean isExpression) {}

  /**
   * What begins like an object literal is tried as an expression first. Wrapped within the first
   * line, so that the numbers of the lines stay right.
   */
  private static Compiled compile(Context context, String label, String source) {
    Source statements = guestSource(label, PARAMETERS + source + "\n})");
    if (!beginsWithBrace(source)) {
      return new Compiled(context.eval(statements), false);
    }
    try {
      Source expression = guestSource(label, PARAMETERS + " return (" + source + "\n);})");
      return new Compiled(context.eval(expression), true);
    } catch (PolyglotException asExpression) {
      try {
        return new Compiled(context.eval(statements), false);
      } catch (PolyglotException asStatements) {
        // The reading that got further is what its writer had in mind.
        throw GuestFailure.position(asExpression) > GuestFailure.position(asStatements)
            ? asExpression
            : asStatements;
      }
    }
  }

  private static boolean beginsWithBrace(String source) {
    Matcher blank = BLANK.matcher(source);
    int start = 0;
    while (blank.region(start, source.length()).lookingAt()) {
      start = blank.end();
    }
    return source.startsWith("{", start) || source.startsWith("(", start);
  }

  private static boolean isSame(Context context, Value one, Value other) {
    return context.eval("js", "(a, b) => a === b").execute(one, other).asBoolean();
  }

  private Map<String, Object> facts() {
    String system = System.getProperty("os.name", "");
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("environment", surroundings.environment());
    facts.put("currentFolder", surroundings.currentFolder().toString());
    facts.put("homeFolder", surroundings.homeFolder().toString());
    facts.put("tempFolder", surroundings.tempFolder().toString());
    facts.put("hostName", surroundings.hostName());
    facts.put("userName", System.getProperty("user.name", ""));
    facts.put("lineEnd", System.lineSeparator());
    facts.put(
        "platform",
        system.startsWith("Mac") ? "darwin" : system.startsWith("Windows") ? "win32" : "linux");
    facts.put("systemName", system.startsWith("Mac") ? "Darwin" : system);
    facts.put(
        "architecture",
        System.getProperty("os.arch", "").replace("amd64", "x64").replace("aarch64", "arm64"));
    return facts;
  }

  private static ConfigException asConfigException(String label, String source, Throwable cause) {
    return switch (cause) {
      case ConfigException known -> known;
      case PolyglotException guest -> GuestFailure.describe(label, source, guest);
      default -> new ConfigException(label + ": can't be evaluated: " + cause);
    };
  }

  private static Context context() {
    return Context.newBuilder("js")
        .allowHostAccess(HostAccess.NONE)
        .allowHostClassLoading(false)
        .allowPolyglotAccess(PolyglotAccess.NONE)
        .allowEnvironmentAccess(EnvironmentAccess.NONE)
        .allowIO(IOAccess.NONE)
        .allowCreateThread(false)
        .allowCreateProcess(false)
        .allowNativeAccess(false)
        .allowValueSharing(false)
        .resourceLimits(
            ResourceLimits.newBuilder()
                .statementLimit(STATEMENT_LIMIT, source -> !source.isInternal())
                .build())
        .option("engine.WarnInterpreterOnly", "false")
        .in(InputStream.nullInputStream())
        // Standard output belongs to the command's own answer.
        .out(System.err)
        .err(System.err)
        .build();
  }

  private static Source guestSource(String label, String text) {
    return Source.newBuilder("js", text, label).cached(false).buildLiteral();
  }

  private static Source internalSource(String resource) {
    try (InputStream in =
        Objects.requireNonNull(ConfigSandbox.class.getResourceAsStream(resource), resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Source.newBuilder("js", text, resource).internal(true).buildLiteral();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
