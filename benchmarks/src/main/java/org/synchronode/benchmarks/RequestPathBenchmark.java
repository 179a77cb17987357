package org.synchronode.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.synchronode.http.path.RequestPath;

/** A request's path is decoded. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RequestPathBenchmark {
  @Param({
    "/health",
    "/browse/laptop/photos/2026/beach.jpg",
    "/browse/laptop/f%C3%A9nyk%C3%A9pek/a%20b%20c/%E6%B5%B7.jpg"
  })
  private String path = "";

  @Benchmark
  public RequestPath parse() {
    return RequestPath.parse(path);
  }
}
