package dev.assay.reports.record;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much a backend's times differ on this machine between runs that have nothing to tell them
 * apart, as one calibration found it.
 *
 * @param measured when the last of those runs began
 * @param runs how many they were
 * @param deviations one for each thing that all of them timed
 */
public record NoiseRecord(String backend, Instant measured, int runs, List<Deviation> deviations) {
  public NoiseRecord {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(measured, "measured");
    deviations = List.copyOf(deviations);
  }

  /** The same without what another calibration found of the same things. */
  NoiseRecord without(NoiseRecord later) {
    return later.backend.equals(backend)
        ? new NoiseRecord(
            backend,
            measured,
            runs,
            deviations.stream()
                .filter(known -> later.deviations.stream().noneMatch(known::isReplacedBy))
                .toList())
        : this;
  }

  /**
   * How much one time differs from run to run. It says nothing of the time of other problems, nor
   * of one that was taken in less time.
   *
   * @param level {@code total}, {@code family} or {@code problem}
   * @param name of the total or family, or the problem's text
   * @param members identifies which problems that were, each with its number of threads; null in
   *     older records
   * @param seconds for how long each round of each of them was to be timed at least; null in older
   *     records
   * @param rounds how many rounds of each problem every one of those runs had at least; these, the
   *     first of each, are what the deviation is of
   * @param deviation standard deviation over the runs of the logarithm of the time, for totals and
   *     families of the weighted mean of logarithms
   */
  public record Deviation(
      String level,
      String name,
      @Nullable String members,
      @Nullable Double seconds,
      int rounds,
      double deviation) {
    public Deviation {
      Objects.requireNonNull(level, "level");
      Objects.requireNonNull(name, "name");
    }

    /** Whether the other is about the same thing; one that does not say what it is about yields. */
    private boolean isReplacedBy(Deviation later) {
      return level.equals(later.level)
          && name.equals(later.name)
          && (members == null
              || (members.equals(later.members) && Objects.equals(seconds, later.seconds)));
    }
  }
}
