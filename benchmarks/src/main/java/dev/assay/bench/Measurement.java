package dev.assay.bench;

import dev.assay.reference.problem.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long one problem takes on one backend.
 *
 * <p>The times of one round are alike and those of another differ from them: memory lies elsewhere,
 * the machine is in another mood. So the rounds, not the iterations, are the independent
 * observations, and both the estimate and its interval respect that (Kalibera &amp; Jones,
 * <i>Rigorous Benchmarking in Reasonable Time</i>, 2013).
 *
 * <p>Iterations that were disturbed are kept, but nothing here counts them, as {@link
 * TimedRound#calm} says.
 *
 * @param problem what was timed
 * @param rounds the iterations of each round
 */
public record Measurement(Problem problem, List<TimedRound> rounds) {
  private static final long SEED = 42;

  public Measurement {
    rounds = List.copyOf(rounds);
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException(problem + ": a measurement needs a round");
    }
  }

  /** The seconds per run of the iterations that count, by round. */
  private List<List<Double>> calm() {
    return TimedRound.calm(rounds);
  }

  /** Seconds per run: the median over the rounds of each round's median. */
  public double seconds() {
    return Median.of(
        calm().stream().filter(round -> !round.isEmpty()).mapToDouble(Median::of).toArray());
  }

  /**
   * The 95 % confidence interval of {@link #seconds}: a percentile bootstrap by {@link Resampling}.
   * The same times give the same interval.
   *
   * <p>With few rounds it is too narrow, as every bootstrap of few observations is: where rounds
   * differ twice as much as iterations it covered the truth in 69 % of 1 000 simulations with 2
   * rounds, 88 % with 3, 93 % with 5 and 97 % with 10.
   */
  public Interval interval() {
    return Interval.of(new Resampling(SEED).times(calm(), SEED));
  }

  /**
   * Whether the problem had got as fast as it gets when it was timed: each round was warmed up
   * until it got no faster, and the times of what was not disturbed did not fall any more. Null if
   * nobody can tell.
   */
  public @Nullable Boolean steady() {
    if (Drift.isIn(rounds.stream().map(TimedRound::undisturbed).toList())) {
      return false;
    }
    List<Boolean> known =
        rounds.stream().map(TimedRound::steady).filter(Objects::nonNull).distinct().toList();
    return known.isEmpty() ? null : !known.contains(false);
  }

  /**
   * Seconds per run by the device's own clock: the median over the rounds of each round's median,
   * of single runs after each iteration. Null if not every round asked the device.
   *
   * <p>It leaves out the way to the device and back, which {@link #seconds} has in it. It cannot be
   * more than that, unless the backend returned before the device was done.
   */
  public @Nullable Double deviceSeconds() {
    return rounds.stream().anyMatch(round -> round.device().isEmpty())
        ? null
        : Median.of(rounds.stream().map(TimedRound::device).mapToDouble(Median::of).toArray());
  }
}
