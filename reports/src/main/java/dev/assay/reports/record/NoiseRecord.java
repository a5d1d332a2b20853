package dev.assay.reports.record;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How much a backend's times differ on this machine between runs that have nothing to tell them
 * apart.
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

  /**
   * How much one time differs from run to run.
   *
   * @param level {@code total}, {@code family} or {@code problem}
   * @param name of the total or family, or the problem's text
   * @param rounds how many rounds of each problem every one of those runs had at least
   * @param deviation standard deviation over the runs of the logarithm of the time, for totals and
   *     families of the weighted mean of logarithms
   */
  public record Deviation(String level, String name, int rounds, double deviation) {
    public Deviation {
      Objects.requireNonNull(level, "level");
      Objects.requireNonNull(name, "name");
    }
  }
}
