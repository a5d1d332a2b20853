package dev.assay.reports.record;

import dev.assay.bench.Median;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What a card said of itself while something was timed on it. Clock, power, temperature and what
 * held the clock down are those of the readings in which it was not idle.
 *
 * @param index which of the machine's graphics processors
 * @param readings how often it was asked, about twice a second, every other second in older runs
 * @param idle in how many of them it had nothing to do
 * @param clockHertz clock of its multiprocessors; null if it does not tell, as below
 * @param powerWatts what it drew
 * @param temperatureCelsius of the card
 * @param memoryBytes the most of its memory that was in use, by whomever
 * @param heldDown in how many readings anything held the clock down
 * @param reasons in how many it was held down by what; several may come together
 */
public record CardRecord(
    int index,
    int readings,
    int idle,
    @Nullable Range clockHertz,
    @Nullable Range powerWatts,
    @Nullable Range temperatureCelsius,
    @Nullable Long memoryBytes,
    int heldDown,
    SortedMap<ClockReason, Integer> reasons) {

  public CardRecord {
    reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
  }

  /** In how many readings it computed. */
  public int busy() {
    return readings - idle;
  }

  /** The least, the median and the greatest of several readings. */
  public record Range(double least, double median, double greatest) {

    /** Of such readings; empty if there are none. */
    public static Optional<Range> of(DoubleStream values) {
      double[] sorted = values.sorted().toArray();
      return sorted.length == 0
          ? Optional.empty()
          : Optional.of(new Range(sorted[0], Median.of(sorted), sorted[sorted.length - 1]));
    }
  }
}
