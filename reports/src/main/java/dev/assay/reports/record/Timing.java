package dev.assay.reports.record;

import dev.assay.bench.Resampling;
import dev.assay.bench.TimedRound;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How long one execution of a problem took.
 *
 * @param median over the rounds of each round's median, in seconds; of the iterations that {@link
 *     #calm} gives
 * @param low lower end of the median's 95 % interval, in seconds; the median itself if there is one
 *     round, which has no interval
 * @param high upper end, in seconds; the same if there is one round
 * @param seconds every iteration's mean, by round (a process of its own) and iteration
 * @param slowdown how many times as long as undisturbed each iteration may have taken because of
 *     what else went on, at least 1, by round and iteration; null where nobody looked
 * @param steady whether the problem had got as fast as it gets before it was timed, and stayed so;
 *     null if nobody can tell
 * @param device the same median by the card's own clock, in seconds: of single executions, from the
 *     beginning of the first call to the end of the last, launching included; null where the
 *     backend does not ask it
 * @param budget for how many seconds each round was to time it, warm-up aside: its iterations last
 *     as long together, or longer where single executions do; null in older runs
 */
public record Timing(
    double median,
    double low,
    double high,
    List<List<Double>> seconds,
    @Nullable List<List<Double>> slowdown,
    @Nullable Boolean steady,
    @Nullable Double device,
    @Nullable Double budget) {

  /**
   * In seconds; a single run on an idle card may take so much longer than each of many in a row,
   * whatever it computes.
   */
  private static final double SINGLE_RUN = 1e-4;

  public Timing {
    seconds = seconds.stream().map(List::copyOf).toList();
    slowdown = slowdown == null ? null : slowdown.stream().map(List::copyOf).toList();
    if (slowdown != null && slowdown.size() != seconds.size()) {
      throw new IllegalArgumentException(
          seconds.size() + " rounds are timed, and " + slowdown.size() + " were looked at");
    }
  }

  /** Times of which nothing else is known. */
  public Timing(double median, double low, double high, List<List<Double>> seconds) {
    this(median, low, high, seconds, null, null, null, null);
  }

  /**
   * The iterations to judge the problem by, each round in its place: those that were not disturbed;
   * all where too few would be left, and where nobody looked; none of a round that does not count.
   */
  public List<List<Double>> calm() {
    return TimedRound.calm(rounds());
  }

  /**
   * The iterations to judge each round by, however disturbed the round was: those that were not
   * disturbed; all where too few would be left.
   */
  public List<List<Double>> calmByRound() {
    return rounds().stream().map(TimedRound::calm).toList();
  }

  /** How many iterations are known to be disturbed. */
  public int disturbed() {
    return rounds().stream().mapToInt(TimedRound::disturbed).sum();
  }

  /** How many iterations there are. */
  public int iterations() {
    return seconds.stream().mapToInt(List::size).sum();
  }

  /**
   * Whether by the card's clock it takes longer than it did by ours in any round, by more than
   * single runs do: then the backend does not wait for the card, and the time is not worth
   * anything. (The interval's end would be no measure: that of two rounds is far from both.)
   */
  public boolean returnsEarly() {
    if (device == null) {
      return false;
    }
    double slowest =
        calmByRound().stream()
            .mapToDouble(round -> Math.exp(Resampling.logarithmOfRound(round)))
            .max()
            .orElse(median);
    return device > TimedRound.DISTURBED * slowest && device > slowest + SINGLE_RUN;
  }

  private List<TimedRound> rounds() {
    List<List<Double>> looked = slowdown == null ? List.of() : slowdown;
    return IntStream.range(0, seconds.size())
        .filter(round -> !seconds.get(round).isEmpty())
        .mapToObj(
            round ->
                new TimedRound(
                    seconds.get(round), looked.isEmpty() ? List.of() : looked.get(round), null))
        .toList();
  }
}
