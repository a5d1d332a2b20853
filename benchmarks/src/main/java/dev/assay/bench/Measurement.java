package dev.assay.bench;

import dev.assay.reference.problem.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
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
  /** How many times as much as their mean the median of many normal values varies. */
  private static final double MEDIAN = Math.sqrt(Math.PI / 2);

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

  /** How many rounds count. */
  int calmRounds() {
    return (int) calm().stream().filter(round -> !round.isEmpty()).count();
  }

  /**
   * Seconds per run: the median over the rounds of each round's median; of two in the middle their
   * geometric mean, as when times are {@linkplain Resampling#logarithm compared}.
   */
  public double seconds() {
    return Math.exp(Resampling.logarithm(calm()));
  }

  /**
   * The 95 % confidence interval of {@link #seconds}: Student's, from the logarithms of the rounds'
   * medians. Empty if there is one round only, which says nothing about how much rounds differ.
   *
   * <p>The median of few rounds varies less than it is taken to here, which pays for two things:
   * that further rounds are timed until the interval {@linkplain Settlement is narrow}, so that
   * narrow ones are met too often, and that rounds have outliers. In simulations with rounds that
   * differ twice as much as iterations it covers the truth in 96 to 97 % with 2 to 14 rounds, and
   * in 95 to 97 % with six rounds and further ones until it is settled.
   */
  public Optional<Interval> interval() {
    double[] logarithms =
        calm().stream()
            .filter(round -> !round.isEmpty())
            .mapToDouble(Resampling::logarithmOfRound)
            .toArray();
    int count = logarithms.length;
    if (count < 2) {
      return Optional.empty();
    }
    double error = Math.sqrt(StatUtils.variance(logarithms) / count);
    double factor = Math.exp(Student.reach(count) * MEDIAN * error);
    return Optional.of(new Interval(seconds() / factor, seconds() * factor));
  }

  /**
   * Whether the problem had got as fast as it gets when it was timed: each round was warmed up
   * until it got no faster, and the times of what was not disturbed did not fall any more. Null if
   * nobody can tell.
   */
  public @Nullable Boolean steady() {
    if (Drift.isIn(rounds.stream().map(TimedRound::undisturbedInARow).toList())) {
      return false;
    }
    List<Boolean> known =
        rounds.stream().map(TimedRound::steady).filter(Objects::nonNull).distinct().toList();
    return known.isEmpty() ? null : !known.contains(false);
  }

  /**
   * Seconds per run by the device's own clock: the median over the rounds of each round's median,
   * of single runs after each iteration that counts. Null if not every round asked the device.
   *
   * <p>It begins when an idle device comes to the first call, so that starting the calls, and the
   * way to the device, are part of it; it leaves out how long it takes to hear that the last is
   * done, which {@link #seconds} has in it. It cannot be much more than that, unless the backend
   * returned before the device was done.
   */
  public @Nullable Double deviceSeconds() {
    return rounds.stream().anyMatch(round -> round.device().isEmpty())
        ? null
        : Median.of(
            TimedRound.calmOfDevice(rounds).stream()
                .filter(round -> !round.isEmpty())
                .mapToDouble(Median::of)
                .toArray());
  }
}
