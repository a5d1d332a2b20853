package dev.assay.bench;

import dev.assay.spi.Execution;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The average time of one run of one prepared problem. The timed region is {@link Execution#run}
 * alone: inputs and outputs stay on the device.
 *
 * <p>The execution is prepared before JMH starts, because how many iterations fit into the time
 * depends on how long a run takes; see {@link ProblemTimer}, which also closes it. Nothing of it is
 * kept in the state: after a benchmark that threw, JMH goes on with the old state object in the
 * same JVM, and would time the wrong problem.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ExecutionBenchmark {
  private static volatile @Nullable Execution prepared;

  /** The problem's text, which names the result in JMH's JSON. */
  @Param({})
  public String problem = "";

  /** What the next benchmark is to run. */
  static void use(Execution execution) {
    prepared = execution;
  }

  @Benchmark
  public void run() {
    Objects.requireNonNull(prepared, "nothing is prepared: start this by BenchmarkMain").run();
  }
}
