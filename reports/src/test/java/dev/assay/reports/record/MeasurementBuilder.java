package dev.assay.reports.record;

import dev.assay.verify.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A measurement for tests, which say what matters to them: otherwise passed, and not timed. */
public final class MeasurementBuilder {
  private final String backend;
  private final String problem;
  private String network = "network";
  private @Nullable Integer batch = 2;
  private String layer = "layer";
  private int count = 1;
  private Outcome outcome = Outcome.PASSED;
  private @Nullable Double share = 0.5;
  private @Nullable Long compared;
  private @Nullable Long elements;
  private @Nullable String law;
  private @Nullable String message;
  private @Nullable Timing timing;
  private double flops = 1e9;
  private double bytes = 1e6;
  private @Nullable String jmh;

  /**
   * A measurement of one backend.
   *
   * @param problem its text, which tells operation and direction
   */
  public MeasurementBuilder(String backend, String problem) {
    this.backend = backend;
    this.problem = problem;
  }

  /** A measurement like this one. */
  public MeasurementBuilder(MeasurementRecord like) {
    this(like.backend(), like.problem());
    network = like.network();
    batch = like.batch();
    layer = like.layer();
    count = like.count();
    outcome = like.outcome();
    share = like.share();
    compared = like.compared();
    elements = like.elements();
    law = like.law();
    message = like.message();
    timing = like.timing();
    flops = like.flops();
    bytes = like.bytes();
    jmh = like.jmh();
  }

  /** Which layer it is, and how often its network has it. */
  public MeasurementBuilder layer(String network, String layer, int count) {
    this.network = network;
    this.layer = layer;
    this.count = count;
    return this;
  }

  /** Images at once that were asked for. */
  public MeasurementBuilder batch(int batch) {
    this.batch = batch;
    return this;
  }

  public MeasurementBuilder outcome(Outcome outcome) {
    this.outcome = outcome;
    return this;
  }

  public MeasurementBuilder share(@Nullable Double share) {
    this.share = share;
    return this;
  }

  /**
   * How much of its results was compared.
   *
   * @param law that looked at all of them; null if none did
   */
  public MeasurementBuilder compared(long compared, long elements, @Nullable String law) {
    this.compared = compared;
    this.elements = elements;
    this.law = law;
    return this;
  }

  public MeasurementBuilder message(@Nullable String message) {
    this.message = message;
    return this;
  }

  public MeasurementBuilder timing(@Nullable Timing timing) {
    this.timing = timing;
    return this;
  }

  /** Of exactly so long; null for one that was not timed. */
  public MeasurementBuilder seconds(@Nullable Double seconds) {
    return timing(seconds == null ? null : new Timing(seconds, seconds, seconds, List.of()));
  }

  /** As one whose backend returned when the card had done half of what there was to do. */
  public MeasurementBuilder returningEarly() {
    Timing all = Objects.requireNonNull(timing);
    return timing(
        new Timing(
            all.median(),
            all.low(),
            all.high(),
            all.seconds(),
            null,
            null,
            2 * all.high(),
            all.budget()));
  }

  public MeasurementBuilder work(double flops, double bytes) {
    this.flops = flops;
    this.bytes = bytes;
    return this;
  }

  public MeasurementBuilder jmh(@Nullable String jmh) {
    this.jmh = jmh;
    return this;
  }

  public MeasurementRecord build() {
    ProblemWords words = ProblemWords.of(problem);
    return new MeasurementRecord(
        backend,
        network,
        batch,
        layer,
        count,
        words.operation(),
        words.direction(),
        problem,
        outcome,
        share,
        compared,
        elements,
        law,
        message,
        timing,
        flops,
        bytes,
        jmh);
  }
}
