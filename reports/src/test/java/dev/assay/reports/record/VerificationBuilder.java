package dev.assay.reports.record;

import dev.assay.spi.Repeatability;
import dev.assay.verify.Outcome;
import dev.assay.verify.Reruns;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What became of random problems, for tests: otherwise repeatable, and with nothing to say. */
public final class VerificationBuilder {
  private final String backend;
  private final String operation;
  private final String direction;
  private final OutcomeCounts outcomes;
  private final SortedMap<String, Integer> unsupported = new TreeMap<>();
  private final SortedMap<String, Integer> known = new TreeMap<>();
  private final Map<Repeatability, Reruns> reruns = new TreeMap<>();
  private String fingerprint = "0";
  private @Nullable WorstRecord worst;
  private @Nullable Precision precision;

  public VerificationBuilder(
      String backend, String operation, String direction, Map<Outcome, Integer> outcomes) {
    this.backend = backend;
    this.operation = operation;
    this.direction = direction;
    this.outcomes = new OutcomeCounts(outcomes);
  }

  /** Why all that was unsupported was. */
  public VerificationBuilder unsupported(String reason) {
    unsupported.put(reason, outcomes.of(Outcome.UNSUPPORTED));
    return this;
  }

  /** The divergence that all that was known was. */
  public VerificationBuilder known(String divergence) {
    known.put(divergence, outcomes.of(Outcome.KNOWN));
    return this;
  }

  public VerificationBuilder reruns(Repeatability declared, Reruns seen) {
    return reruns(Map.of(declared, seen));
  }

  public VerificationBuilder reruns(Map<Repeatability, Reruns> seen) {
    reruns.putAll(seen);
    return this;
  }

  public VerificationBuilder fingerprint(String fingerprint) {
    this.fingerprint = fingerprint;
    return this;
  }

  public VerificationBuilder worst(WorstRecord worst) {
    this.worst = worst;
    return this;
  }

  public VerificationBuilder precision(@Nullable Precision precision) {
    this.precision = precision;
    return this;
  }

  public VerificationRecord build() {
    return new VerificationRecord(
        backend,
        operation,
        direction,
        outcomes.total(),
        outcomes,
        unsupported,
        known,
        reruns,
        fingerprint,
        worst,
        precision);
  }
}
