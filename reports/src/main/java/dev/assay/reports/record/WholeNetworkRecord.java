package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.bench.Pass;
import dev.assay.verify.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How fast one backend trains one network, or uses it.
 *
 * @param network which network
 * @param batch images at once
 * @param threads how many threads the backend was to compute with
 * @param until how far a pass was timed: {@code inference}, or of a training step {@code loss},
 *     {@code gradients}, {@code update}
 * @param problem the problem's text
 * @param proof what proves that it is this network, as in {@link ProofRecord#proof}
 * @param outcome the worst verdict of that proof, but for what it cannot compute by other
 *     optimisers than were timed; only what PASSED is timed
 * @param message why there is no speed, or none of later rounds; null if there is nothing to say
 * @param timing of one step or pass; null if it was not timed
 * @param firstSeconds how long the first one took, which pays for everything done once, as the
 *     median of the rounds; null if it was not timed
 * @param peakBytes the most memory that the process held while it was timed, preparations aside;
 *     null where the system does not tell
 * @param deviceBytes what it held of the card's memory, beside what libraries hold for themselves;
 *     null where the backend does not tell, and on the processor
 * @param flops floating-point operations of one step or pass
 * @param jmh the first of JMH's own JSON files that has it, relative to the run's folder; null if
 *     there is none
 */
@JsonIgnoreProperties(
    value = {"imagesPerSecond", "gflopsPerSecond"},
    allowGetters = true)
public record WholeNetworkRecord(
    String backend,
    String network,
    int batch,
    int threads,
    String until,
    String problem,
    String proof,
    Outcome outcome,
    @Nullable String message,
    @Nullable Timing timing,
    @Nullable Double firstSeconds,
    @Nullable Long peakBytes,
    @Nullable Long deviceBytes,
    double flops,
    @Nullable String jmh)
    implements Judged {

  public WholeNetworkRecord {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(network, "network");
    Pass.parse(until);
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(proof, "proof");
    Objects.requireNonNull(outcome, "outcome");
  }

  /** How far a pass was timed. */
  @JsonIgnore
  public Pass pass() {
    return Pass.parse(until);
  }

  Object subject() {
    return List.of(backend, problem, threads);
  }

  /** Without JMH's file, for a run that does not hold it. */
  WholeNetworkRecord withoutFile() {
    return new WholeNetworkRecord(
        backend,
        network,
        batch,
        threads,
        until,
        problem,
        proof,
        outcome,
        message,
        timing,
        firstSeconds,
        peakBytes,
        deviceBytes,
        flops,
        null);
  }

  /** Without its time and the memory that it took, for a run of machines that differ. */
  WholeNetworkRecord untimed() {
    return timing == null
        ? this
        : new WholeNetworkRecord(
            backend,
            network,
            batch,
            threads,
            until,
            problem,
            proof,
            outcome,
            outcome == Outcome.PASSED ? Merge.UNTIMED : message,
            null,
            null,
            null,
            null,
            flops,
            null);
  }

  /** Whether its proof is wrong, or it went wrong while it was timed. */
  @Override
  public boolean isWrong() {
    return outcome.isWrong();
  }

  @Override
  public boolean answersWrongly() {
    return outcome == Outcome.FAILED;
  }

  /** At the median time; null if not timed. */
  @JsonProperty("imagesPerSecond")
  public @Nullable Double imagesPerSecond() {
    return timing == null ? null : batch / timing.median();
  }

  /** 10⁹ floating-point operations per second at the median time; null if not timed. */
  @JsonProperty("gflopsPerSecond")
  public @Nullable Double gflopsPerSecond() {
    return timing == null ? null : Metric.arithmetic(flops, timing).value();
  }

  /** The speed with its interval; null if not timed. */
  @JsonIgnore
  public @Nullable Metric speed() {
    return timing == null ? null : Metric.images(batch, timing);
  }
}
