package dev.assay.bench;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The iterations of one problem in one round.
 *
 * @param seconds per run, of each iteration
 * @param slowdown how many times as long as undisturbed each iteration may have taken, 1 where
 *     nothing disturbed it; empty where nobody looked
 * @param device seconds of a run right after each iteration, by the device's own clock; empty where
 *     nobody asked it
 * @param steady whether the problem got no faster any more before it was timed; null if not known
 * @param again how many of them, the last, make up for those that were disturbed: they were timed
 *     after all other problems, as far as is known
 */
public record TimedRound(
    List<Double> seconds,
    List<Double> slowdown,
    List<Double> device,
    @Nullable Boolean steady,
    int again) {
  /**
   * An iteration with a larger slowdown is disturbed.
   *
   * <p>It must be more than the canary's own spread, by the larger of before and after: on two
   * cores of an AMD EPYC, of 265 iterations in which threads waited for less than 1 % of the time,
   * half had a canary within 3 % of the best, 95 % within 4 %, and 1.5 % beyond 10 %. And it should
   * be little in time: iterations whose threads waited for 6 to 10 % of it took 1.08 and 1.10 times
   * as long as the others of the same problem (medians of PyTorch's and Deeplearning4j's), those
   * with 10 to 20 % took 1.17 and 1.22 times, with 20 to 40 % 1.40 and 1.47 times as long, much as
   * the slowdown says.
   */
  public static final double DISTURBED = 1.1;

  /** Fewer undisturbed rounds say nothing about how much they differ. */
  private static final int FEWEST_ROUNDS = 2;

  /** Fewer undisturbed iterations say nothing about how much they differ. */
  private static final int FEWEST = 3;

  public TimedRound {
    seconds = List.copyOf(seconds);
    slowdown = List.copyOf(slowdown);
    device = List.copyOf(device);
    if (seconds.isEmpty()) {
      throw new IllegalArgumentException("a round needs times");
    }
    checkSize("slowdowns", slowdown, seconds);
    checkSize("times of the device", device, seconds);
  }

  private static void checkSize(String what, List<Double> values, List<Double> seconds) {
    if (!values.isEmpty() && values.size() != seconds.size()) {
      throw new IllegalArgumentException(
          values.size() + " " + what + " do not belong to " + seconds.size() + " times");
    }
  }

  /** A round in which nobody asked the device. */
  public TimedRound(List<Double> seconds, List<Double> slowdown, @Nullable Boolean steady) {
    this(seconds, slowdown, List.of(), steady, 0);
  }

  /** A round in which nobody looked for disturbances. */
  public static TimedRound of(List<Double> seconds) {
    return new TimedRound(seconds, List.of(), null);
  }

  /** How many iterations are known to be disturbed. */
  public int disturbed() {
    return (int) slowdown.stream().filter(factor -> factor > DISTURBED).count();
  }

  /**
   * The iterations to judge the problem by: those that were not disturbed, in order; or all where
   * fewer than 3, or fewer than a third, are undisturbed, so that no round is judged by its luck.
   * (A third, since a round in which most were disturbed has up to twice as many iterations, most
   * of which may be undisturbed the second time.)
   */
  public List<Double> calm() {
    return judged(seconds);
  }

  private List<Double> judged(List<Double> values) {
    return isDisturbed() ? values : undisturbed(values);
  }

  /**
   * The iterations to judge a problem by, round by round: none of the rounds that were disturbed as
   * a whole, if at least two others are left.
   */
  public static List<List<Double>> calm(List<TimedRound> rounds) {
    return calm(rounds, TimedRound::seconds);
  }

  /**
   * The device's times after those iterations: who keeps the processor from a backend keeps its
   * calls from the device too.
   */
  static List<List<Double>> calmOfDevice(List<TimedRound> rounds) {
    return calm(rounds, TimedRound::device);
  }

  private static List<List<Double>> calm(
      List<TimedRound> rounds, Function<TimedRound, List<Double>> values) {
    boolean all = rounds.stream().filter(round -> !round.isDisturbed()).count() < FEWEST_ROUNDS;
    return rounds.stream()
        .map(
            round ->
                all || !round.isDisturbed() ? round.judged(values.apply(round)) : List.<Double>of())
        .toList();
  }

  /** Whether it was disturbed as a whole. */
  private boolean isDisturbed() {
    int undisturbed = seconds.size() - disturbed();
    return disturbed() > 0 && (undisturbed < FEWEST || 3 * undisturbed < seconds.size());
  }

  /**
   * Those of the iterations that were timed one after the other that were not disturbed. What was
   * timed again lies behind them, and is faster where the machine had a slow spell, even one that
   * counts as none.
   */
  List<Double> undisturbedInARow() {
    return undisturbed(seconds.subList(0, seconds.size() - again));
  }

  /** Those of the first iterations that were not disturbed, as far as is known; perhaps none. */
  private List<Double> undisturbed(List<Double> first) {
    return IntStream.range(0, first.size())
        .filter(i -> slowdown.isEmpty() || slowdown.get(i) <= DISTURBED)
        .mapToObj(first::get)
        .toList();
  }

  /** This round, of which the problem was timed once more later on. */
  TimedRound with(TimedRound later) {
    return new TimedRound(
        Stream.concat(seconds.stream(), later.seconds.stream()).toList(),
        known(slowdown, later.slowdown),
        known(device, later.device),
        both(steady, later.steady),
        again + later.seconds.size());
  }

  /** What is known of only some iterations is dropped. */
  private static List<Double> known(List<Double> before, List<Double> later) {
    return before.isEmpty() || later.isEmpty()
        ? List.of()
        : Stream.concat(before.stream(), later.stream()).toList();
  }

  private static @Nullable Boolean both(@Nullable Boolean one, @Nullable Boolean other) {
    if (one == null) {
      return other;
    }
    return other == null ? one : Boolean.valueOf(one && other);
  }
}
