package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.ThroughputResult;

class ProblemTimerTest {
  @Test
  void iterationsThatSlowedDownByMoreThanATenthAreDisturbed() {
    assertThat(timed(1, 1.05, 1.1).disturbed()).isZero();
    assertThat(timed(1, 1.11, 1, 9).disturbed()).isEqualTo(2);
  }

  /** As JMH has it, of as many iterations. */
  private static ProblemTimer.Timed timed(double... slowdowns) {
    List<IterationResult> iterations =
        DoubleStream.of(slowdowns).mapToObj(ProblemTimerTest::iteration).toList();
    BenchmarkResult fork = new BenchmarkResult(null, iterations);
    return new ProblemTimer.Timed(new RunResult(null, List.of(fork)), Optional.empty());
  }

  private static IterationResult iteration(double slowdown) {
    IterationResult iteration = new IterationResult(null, null, null);
    iteration.addResult(new ThroughputResult(ResultRole.PRIMARY, "run", 1, 1, TimeUnit.SECONDS));
    iteration.addResult(new ScalarResult(JmhResults.SLOWDOWN, slowdown, "", AggregationPolicy.AVG));
    return iteration;
  }
}
