package dev.assay.reports.recommend;

import dev.assay.bench.Interval;
import dev.assay.bench.Student;
import java.util.Arrays;

/**
 * A backend's total time as it might as well have come out, by resampled rounds and iterations, and
 * as far from what was measured as so few rounds leave open.
 *
 * <p>How far that is depends on how many rounds tell how much rounds differ. Of two backends both
 * tell it: their ratio is known with the degrees of freedom of Welch (<i>The Generalization of
 * Student's Problem when Several Different Population Variances are Involved</i>, 1947), which are
 * those of one backend where it varies much more than the other, and of both together where they
 * vary alike. In simulations with three rounds, which differ three times as much as iterations, or
 * ten times as much on one backend as on the other, one of two equals is taken for faster in 2 to 4
 * %. (Of more, the chance that the fastest is taken to be faster than any of its equals is larger:
 * of four about twice, of seven three times as large.)
 */
final class Resampled {
  private final double seconds;
  private final double[] deviations;
  private final int rounds;
  private final double variance;

  /**
   * Of a total.
   *
   * @param seconds as measured
   * @param totals as they came out of resampled rounds, in seconds
   * @param rounds of the part that has the fewest, at least two
   */
  Resampled(double seconds, double[] totals, int rounds) {
    this.seconds = seconds;
    this.deviations = Arrays.stream(totals).map(total -> Math.log(total / seconds)).toArray();
    this.rounds = rounds;
    this.variance = variance(deviations);
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }

  /** The 95 % interval of its seconds. */
  Interval interval() {
    return Interval.of(widened(freedom()));
  }

  /** The 95 % interval of how many times as long as another it takes. */
  Interval ratioTo(Resampled other) {
    double freedom = freedomBeside(other);
    double[] ratios = widened(freedom);
    double[] others = other.widened(freedom);
    Arrays.setAll(ratios, i -> ratios[i] / others[i]);
    return Interval.of(ratios);
  }

  /**
   * Seconds as they might as well have come out.
   *
   * @param freedom degrees of freedom that their spread is known with
   */
  double[] widened(double freedom) {
    double widening = Student.widening(freedom);
    return Arrays.stream(deviations).map(d -> seconds * Math.exp(widening * d)).toArray();
  }

  /** Degrees of freedom that its ratio to another is known with. */
  double freedomBeside(Resampled other) {
    double both = variance + other.variance;
    return both == 0
        ? Math.min(freedom(), other.freedom())
        : both
            * both
            / (variance * variance / freedom() + other.variance * other.variance / other.freedom());
  }

  private double freedom() {
    return rounds - 1.0;
  }
}
