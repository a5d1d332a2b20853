package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.reference.op.Direction;
import dev.assay.verify.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The speed of one backend on one benchmark problem, and whether its results were right.
 *
 * @param network which network the problem is from: {@code vgg16}
 * @param batch images at once that were asked for; a layer of a file may say otherwise; null if all
 *     of its layers do, and in older runs
 * @param layer which layer of it: {@code conv3_1}
 * @param count how often this layer occurs in the network
 * @param problem the problem's text
 * @param outcome the verdict on the results that were timed
 * @param share the largest share of its error bound that a result used; null if nothing was
 *     compared
 * @param compared how many elements of its results the oracle compared, each with its own bound;
 *     null if none, and in older runs
 * @param elements how many they have in all; null in older runs
 * @param law the name of the law that looked at all of them together; null if all were compared, or
 *     if no law could be tried
 * @param message why there is no speed or no pass, or none of later rounds; null if there is
 *     nothing to say
 * @param timing null if the problem was not timed
 * @param flops floating-point operations of one execution
 * @param bytes compulsory memory traffic of one execution
 * @param jmh the first of JMH's own JSON files that has it, relative to the run's folder; null if
 *     there is none
 */
@JsonIgnoreProperties(
    value = {"gflopsPerSecond", "gbytesPerSecond"},
    allowGetters = true)
public record MeasurementRecord(
    String backend,
    String network,
    @Nullable Integer batch,
    String layer,
    int count,
    String operation,
    String direction,
    String problem,
    Outcome outcome,
    @Nullable Double share,
    @Nullable Long compared,
    @Nullable Long elements,
    @Nullable String law,
    @Nullable String message,
    @Nullable Timing timing,
    double flops,
    double bytes,
    @Nullable String jmh)
    implements Judged {

  /** What {@link #metrics()} tells, in its order. */
  public static final List<Quantity> FIGURES =
      List.of(Quantity.TIME, Quantity.ARITHMETIC, Quantity.BANDWIDTH);

  /**
   * Below this many operations per byte a processor waits for its memory, so that bandwidth is the
   * figure to look at.
   */
  private static final double BALANCE = 8;

  public MeasurementRecord {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(outcome, "outcome");
  }

  Object subject() {
    return List.of(backend, network, layer, problem);
  }

  /** Without JMH's file, for a run that does not hold it. */
  MeasurementRecord withoutFile() {
    return new MeasurementRecord(
        backend, network, batch, layer, count, operation, direction, problem, outcome, share,
        compared, elements, law, message, timing, flops, bytes, null);
  }

  /** Without its time, for a run of machines that differ. */
  MeasurementRecord untimed() {
    return timing == null
        ? this
        : new MeasurementRecord(
            backend,
            network,
            batch,
            layer,
            count,
            operation,
            direction,
            problem,
            outcome,
            share,
            compared,
            elements,
            law,
            isVerified() ? Merge.UNTIMED : message,
            null,
            flops,
            bytes,
            null);
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

  @Override
  public boolean isWrong() {
    return outcome.isWrong();
  }

  @Override
  public boolean answersWrongly() {
    return outcome == Outcome.FAILED;
  }

  /** Whether it computes results, no gradients. */
  @JsonIgnore
  public boolean isForward() {
    return direction.equals(Direction.FORWARD.toString());
  }

  /** Whether the results that were timed are right: only then is the speed worth anything. */
  @JsonIgnore
  public boolean isVerified() {
    return outcome == Outcome.PASSED;
  }

  /**
   * The figure to compare backends by: the arithmetic rate, or the bandwidth for problems that move
   * more than they compute. Null if not timed.
   */
  @JsonIgnore
  public @Nullable Metric rate() {
    return timing == null
        ? null
        : isMemoryBound() ? Metric.bandwidth(bytes, timing) : Metric.arithmetic(flops, timing);
  }

  /** Everything measured; empty if not timed. */
  @JsonIgnore
  public List<Metric> metrics() {
    return timing == null
        ? List.of()
        : List.of(
            Metric.time(timing), Metric.arithmetic(flops, timing), Metric.bandwidth(bytes, timing));
  }

  @JsonIgnore
  private boolean isMemoryBound() {
    return flops < BALANCE * bytes;
  }
}
