package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.bench.RoofProblem.Kind;
import dev.assay.verify.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How close one backend with one number of threads comes to a limit of the machine. The limit is
 * what the best of them reaches.
 *
 * @param threads how many threads the backend was to compute with
 * @param threadsReadBack how many it said it computes with; null if it cannot tell
 * @param kind which limit
 * @param problem the problem's text
 * @param outcome the verdict on its results with as many threads; only what PASSED is timed
 * @param message why there is no speed; null if there is nothing to say
 * @param timing of one execution, in one process; null if it was not timed
 * @param flops floating-point operations of one execution
 * @param bytes compulsory memory traffic of one execution
 * @param jmh JMH's own JSON, relative to the run's folder; null if there is none
 */
@JsonIgnoreProperties(
    value = {"gflopsPerSecond", "gbytesPerSecond"},
    allowGetters = true)
public record RoofRecord(
    String backend,
    int threads,
    @Nullable Integer threadsReadBack,
    Kind kind,
    String problem,
    Outcome outcome,
    @Nullable String message,
    @Nullable Timing timing,
    double flops,
    double bytes,
    @Nullable String jmh)
    implements Judged {

  public RoofRecord {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(outcome, "outcome");
  }

  Object subject() {
    return List.of(backend, threads, kind);
  }

  /** Without JMH's file, for a run that does not hold it. */
  RoofRecord withoutFile() {
    return new RoofRecord(
        backend,
        threads,
        threadsReadBack,
        kind,
        problem,
        outcome,
        message,
        timing,
        flops,
        bytes,
        null);
  }

  @Override
  public boolean isWrong() {
    return outcome.isWrong();
  }

  @Override
  public boolean answersWrongly() {
    return outcome == Outcome.FAILED;
  }

  /** 10⁹ floating-point operations per second at the median time; null if not timed. */
  @JsonProperty("gflopsPerSecond")
  public @Nullable Double gflopsPerSecond() {
    return timing == null ? null : Metric.arithmetic(flops, timing).value();
  }

  /** 10⁹ bytes per second at the median time; null if not timed. */
  @JsonProperty("gbytesPerSecond")
  public @Nullable Double gbytesPerSecond() {
    return timing == null ? null : Metric.bandwidth(bytes, timing).value();
  }

  /**
   * The speed that is the limit: of a right result, computed with as many threads as it says, and
   * not of a backend that returned before the card was done. Null if there is none.
   */
  @JsonIgnore
  public @Nullable Metric rate() {
    if (timing == null
        || timing.returnsEarly()
        || outcome != Outcome.PASSED
        || (threadsReadBack != null && threadsReadBack != threads)) {
      return null;
    }
    return switch (kind) {
      case MATRIX_PRODUCT -> Metric.arithmetic(flops, timing);
      case STREAM -> Metric.bandwidth(bytes, timing);
    };
  }
}
