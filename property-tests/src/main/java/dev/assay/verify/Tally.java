package dev.assay.verify;

import dev.assay.reference.numeric.ErrorDistribution;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Repeatability;
import dev.assay.worker.Repetition;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of many problems. */
public final class Tally {
  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  private final SortedMap<String, Integer> unsupported = new TreeMap<>();
  private final SortedMap<String, Integer> known = new TreeMap<>();
  private final Map<Repeatability, Reruns> reruns = new EnumMap<>(Repeatability.class);
  private long fingerprint;
  private final ErrorDistribution errors = new ErrorDistribution();
  private final ErrorDistribution medians = new ErrorDistribution();
  private Optional<Extreme> worst = Optional.empty();

  /**
   * The comparison that used most of its bound, among problems that passed or failed unexpectedly.
   */
  public record Extreme(Problem problem, Comparison.Worst element) {}

  void add(Verdict verdict) {
    outcomes.merge(verdict.outcome(), 1, Integer::sum);
    if (verdict.outcome() == Outcome.UNSUPPORTED) {
      unsupported.merge(verdict.message(), 1, Integer::sum);
    }
    if (verdict.outcome() == Outcome.KNOWN) {
      verdict.divergence().ifPresent(id -> known.merge(id, 1, Integer::sum));
    }
    Verdict.Likeness likeness = verdict.likeness();
    add(likeness.repetition());
    fingerprint += likeness.fingerprint();
    if (verdict.outcome() != Outcome.KNOWN) {
      errors.add(likeness.errors());
      medians.addMedian(likeness.errors());
    }
    // A known divergence would drown what else there is to see.
    if (verdict.outcome() != Outcome.KNOWN
        && verdict.worst().isPresent()
        && (worst.isEmpty() || verdict.worst().get().share() > worst.get().element().share())) {
      worst = Optional.of(new Extreme(verdict.problem(), verdict.worst().get()));
    }
  }

  private void add(Repetition repetition) {
    if (repetition.seen() != Repetition.Seen.NOTHING) {
      boolean other = repetition.seen() == Repetition.Seen.OTHER_BITS;
      reruns.merge(repetition.declared(), new Reruns(1, other ? 1 : 0), Reruns::plus);
    }
  }

  /** How many problems there were. */
  public int tries() {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Those that occurred, with how often. */
  public Map<Outcome, Integer> outcomes() {
    return Collections.unmodifiableMap(outcomes);
  }

  /** Why problems were unsupported, with how often. */
  public SortedMap<String, Integer> unsupported() {
    return Collections.unmodifiableSortedMap(unsupported);
  }

  /** Which known divergences were met, with how often. */
  public SortedMap<String, Integer> known() {
    return Collections.unmodifiableSortedMap(known);
  }

  /** Problems that were run twice, by what the library says of their bits. */
  public Map<Repeatability, Reruns> reruns() {
    return Collections.unmodifiableMap(reruns);
  }

  /** Of the bits of all results; another one means that some bit differs. */
  public long fingerprint() {
    return fingerprint;
  }

  /** How large the rounding errors are, known divergences aside. */
  public ErrorDistribution errors() {
    return errors;
  }

  /** The median rounding error of each problem. */
  public ErrorDistribution medians() {
    return medians;
  }

  public Optional<Extreme> worst() {
    return worst;
  }
}
