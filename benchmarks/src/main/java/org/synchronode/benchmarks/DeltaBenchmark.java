package org.synchronode.benchmarks;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.synchronode.application.catalogue.ApplyOutcome;
import org.synchronode.domain.change.Delta;

/** A delta of 1,000 entries is applied to the catalogue, each time to a fresh file. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 40)
@Measurement(iterations = 40)
@Fork(1)
public class DeltaBenchmark {
  private static final int ENTRIES = 1000;

  private record Round(SampleStore store, Delta delta) {
    ApplyOutcome apply() {
      return store.apply(delta);
    }
  }

  /** A store for each iteration. */
  @State(Scope.Thread)
  public static class Stores {
    private @Nullable Round newFiles;
    private @Nullable Round writtenFiles;

    @Setup(Level.Iteration)
    public void open() throws IOException {
      SampleStore empty = new SampleStore();
      newFiles = new Round(empty, empty.newFiles(ENTRIES));
      SampleStore filled = new SampleStore();
      Delta before = filled.newFiles(ENTRIES);
      filled.apply(before);
      writtenFiles = new Round(filled, SampleStore.written(before));
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
      Objects.requireNonNull(newFiles).store().close();
      Objects.requireNonNull(writtenFiles).store().close();
    }
  }

  @Benchmark
  public ApplyOutcome newFiles(Stores stores) {
    return Objects.requireNonNull(stores.newFiles).apply();
  }

  @Benchmark
  public ApplyOutcome writtenFiles(Stores stores) {
    return Objects.requireNonNull(stores.writtenFiles).apply();
  }
}
