package dev.assay.bench;

import dev.assay.spi.Execution;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The average time of one run of one prepared problem. The timed region is {@link Execution#run}
 * alone: inputs and outputs stay on the device.
 *
 * <p>Whether it computes anything is looked at before and after all iterations. That does not
 * notice a backend that keeps its results, since the inputs have not changed, and takes as long to
 * give them away again as a very fast machine would to compute them; nor wrong results of runs
 * between the first and the last; nor, of a training step that goes on from the one before, results
 * that are finite and new, but wrong.
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
  private static volatile @Nullable Prepared prepared;

  /** The problem's text, which names the result in JMH's JSON. */
  @Param({})
  public String problem = "";

  /**
   * What the next benchmark is to run.
   *
   * @param steady whether it was warmed up until it got no faster; null if nobody can tell
   */
  record Prepared(
      Execution execution, Surroundings surroundings, LeadIn leadIn, @Nullable Boolean steady) {}

  static void use(Prepared next) {
    prepared = next;
  }

  private static Prepared prepared() {
    return Objects.requireNonNull(prepared, "nothing is prepared: start this by BenchmarkMain");
  }

  /** What is known of each iteration beside its time: further results in JMH's JSON. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Circumstances {
    private double device;

    @Setup(Level.Trial)
    public void arrive() {
      prepared().surroundings().arrive();
      prepared().leadIn().run(prepared().execution()::run, System::nanoTime);
    }

    @Setup(Level.Iteration)
    public void begin() {
      prepared().surroundings().begin();
    }

    @TearDown(Level.Iteration)
    public void end() {
      prepared().surroundings().end();
      // The first time everything is cold again: the surroundings had the processor meanwhile.
      prepared().execution().deviceSeconds();
      device = prepared().execution().deviceSeconds().orElse(Double.NaN);
    }

    /** {@link TimedRound#slowdown}. */
    public double slowdown() {
      return prepared().surroundings().slowdown();
    }

    /** {@link Surroundings#waiting}. */
    public double waiting() {
      return prepared().surroundings().waiting();
    }

    /** {@link Execution#deviceSeconds} right after the iteration; not a number if unknown. */
    public double device() {
      return device;
    }

    /** 1 if the problem was warmed up until it got no faster, 0 if not, not a number if unknown. */
    public double steady() {
      Boolean steady = prepared().steady();
      return steady == null ? Double.NaN : steady ? 1 : 0;
    }
  }

  /**
   * What is timed.
   *
   * @param circumstances looked at by JMH, before and after
   */
  @Benchmark
  public void run(Circumstances circumstances) {
    prepared().execution().run();
  }
}
