package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.assay.verify.Outcome;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** How often each outcome occurred. Those that did not are absent. */
public final class OutcomeCounts {
  public static final OutcomeCounts NOTHING = new OutcomeCounts(Map.of());

  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

  @JsonCreator
  public OutcomeCounts(Map<Outcome, Integer> counts) {
    counts.forEach(
        (outcome, count) -> {
          if (count > 0) {
            this.counts.put(outcome, count);
          }
        });
  }

  /** Both together. */
  public OutcomeCounts plus(OutcomeCounts other) {
    Map<Outcome, Integer> sum = new EnumMap<>(Outcome.class);
    Stream.of(this, other)
        .forEach(
            counted -> counted.counts.forEach((o, count) -> sum.merge(o, count, Integer::sum)));
    return new OutcomeCounts(sum);
  }

  public int of(Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many the backend computed, rightly or not: all but UNSUPPORTED. */
  public int computed() {
    return total() - of(Outcome.UNSUPPORTED);
  }

  /** How many were found right or wrong: without those whose agreement proves nothing. */
  public int checked() {
    return computed() - of(Outcome.MISTRUSTED);
  }

  /** How many were wrong in a way that nobody knew of. */
  public int wrong() {
    return counts.keySet().stream().filter(Outcome::isWrong).mapToInt(this::of).sum();
  }

  @JsonValue
  public Map<Outcome, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutcomeCounts that && that.counts.equals(counts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(counts);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
