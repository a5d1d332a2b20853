package dev.assay.reports.record;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One backend's random problems of one operation and direction, against the oracle.
 *
 * @param tries how many problems were tried
 * @param outcomes what became of them
 * @param unsupported how often each reason was given for UNSUPPORTED
 * @param worst null if nothing was compared but known divergences
 * @param precision null if too few elements tell
 */
public record VerificationRecord(
    String backend,
    String operation,
    String direction,
    int tries,
    Tally outcomes,
    SortedMap<String, Integer> unsupported,
    @Nullable Worst worst,
    @Nullable Precision precision) {

  public VerificationRecord {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(outcomes, "outcomes");
    unsupported = Collections.unmodifiableSortedMap(new TreeMap<>(unsupported));
  }

  Object subject() {
    return List.of(backend, operation, direction);
  }

  /** Both together, if no problem is in both. */
  VerificationRecord plus(VerificationRecord other) {
    SortedMap<String, Integer> reasons = new TreeMap<>(unsupported);
    other.unsupported.forEach((reason, times) -> reasons.merge(reason, times, Integer::sum));
    return new VerificationRecord(
        backend,
        operation,
        direction,
        tries + other.tries,
        outcomes.plus(other.outcomes),
        reasons,
        Worst.of(worst, other.worst),
        Precision.of(precision, other.precision));
  }
}
