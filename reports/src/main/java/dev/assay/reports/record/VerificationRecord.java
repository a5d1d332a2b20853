package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.reference.op.Direction;
import dev.assay.spi.Repeatability;
import dev.assay.verify.Outcome;
import dev.assay.verify.Reruns;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
 * @param known how often each known divergence was met
 * @param reruns problems that were run twice, by what the library says of their bits; not in the
 *     file where there are none
 * @param fingerprint of the bits of all results, in hexadecimal digits
 * @param worst null if nothing was compared but known divergences
 * @param precision null if too few elements tell
 */
public record VerificationRecord(
    String backend,
    String operation,
    String direction,
    int tries,
    OutcomeCounts outcomes,
    SortedMap<String, Integer> unsupported,
    SortedMap<String, Integer> known,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Repeatability, Reruns> reruns,
    String fingerprint,
    @Nullable WorstRecord worst,
    @Nullable Precision precision)
    implements Judged {

  private static final int HEXADECIMAL = 16;

  public VerificationRecord {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(outcomes, "outcomes");
    Objects.requireNonNull(fingerprint, "fingerprint");
    unsupported = Collections.unmodifiableSortedMap(new TreeMap<>(unsupported));
    known = Collections.unmodifiableSortedMap(new TreeMap<>(known));
    reruns =
        Collections.unmodifiableSortedMap(reruns == null ? new TreeMap<>() : new TreeMap<>(reruns));
  }

  @Override
  public boolean isWrong() {
    return outcomes.wrong() > 0;
  }

  @Override
  public boolean answersWrongly() {
    return outcomes.of(Outcome.FAILED) > 0;
  }

  /** Whether it is of results, not of gradients. */
  @JsonIgnore
  public boolean isForward() {
    return direction.equals(Direction.FORWARD.toString());
  }

  /** The problems that were run twice and of whose bits the library says this. */
  public Reruns reruns(Repeatability declared) {
    return reruns.getOrDefault(declared, Reruns.NONE);
  }

  /** All problems that were run twice. */
  public Reruns allReruns() {
    return reruns.values().stream().reduce(Reruns.NONE, Reruns::plus);
  }

  Object subject() {
    return List.of(backend, operation, direction);
  }

  /** Both together, if no problem is in both. */
  VerificationRecord plus(VerificationRecord other) {
    return new VerificationRecord(
        backend,
        operation,
        direction,
        tries + other.tries,
        outcomes.plus(other.outcomes),
        sum(unsupported, other.unsupported),
        sum(known, other.known),
        sum(reruns, other.reruns),
        Long.toHexString(
            Long.parseUnsignedLong(fingerprint, HEXADECIMAL)
                + Long.parseUnsignedLong(other.fingerprint, HEXADECIMAL)),
        WorstRecord.of(worst, other.worst),
        Precision.of(precision, other.precision));
  }

  private static Map<Repeatability, Reruns> sum(
      Map<Repeatability, Reruns> one, Map<Repeatability, Reruns> other) {
    Map<Repeatability, Reruns> sum = new TreeMap<>(one);
    other.forEach((declared, more) -> sum.merge(declared, more, Reruns::plus));
    return sum;
  }

  private static SortedMap<String, Integer> sum(
      SortedMap<String, Integer> one, SortedMap<String, Integer> other) {
    SortedMap<String, Integer> sum = new TreeMap<>(one);
    other.forEach((key, times) -> sum.merge(key, times, Integer::sum));
    return sum;
  }
}
