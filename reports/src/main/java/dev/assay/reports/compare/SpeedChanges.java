package dev.assay.reports.compare;

import dev.assay.bench.Interval;
import dev.assay.bench.Resampling;
import dev.assay.bench.Student;
import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.record.NoiseRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How times changed between two runs.
 *
 * @param changes totals first, then families, then problems, each in the head's order
 * @param untimed backends of both that the base timed, but of which no time is in both
 * @param onlyBase how many problems the base alone timed
 * @param onlyHead how many problems the head alone timed
 * @param early how many times of both are left out because the backend returned before it was done
 * @param lost how many of these are the head's alone, of what the base timed
 */
public record SpeedChanges(
    List<SpeedChange> changes,
    List<String> untimed,
    int onlyBase,
    int onlyHead,
    int early,
    int lost) {
  public SpeedChanges {
    changes = List.copyOf(changes);
    untimed = List.copyOf(untimed);
  }

  /**
   * Compares.
   *
   * @param threshold the smallest relative change of time that must not go unnoticed
   */
  static SpeedChanges between(Side base, Side head, double threshold) {
    return between(base, head, noise(base, head), threshold);
  }

  /** The same with what was measured of noise elsewhere. */
  static SpeedChanges between(Side base, Side head, List<NoiseRecord> noise, double threshold) {
    Map<Scope, Timed> before = Timed.of(base);
    Map<Scope, Timed> after = Timed.of(head);
    List<SpeedPair> pairs = new ArrayList<>();
    for (Timed now : after.values()) {
      Timed then = before.get(now.scope());
      if (then != null) {
        pairs.add(new SpeedPair(then, now));
      }
    }
    Map<Scope, List<SpeedPair>> groups = Timed.grouped(pairs, SpeedPair::after);
    NoiseFloor floor = new NoiseFloor(groups, noise, base.isOf(head));
    Set<Scope> early = Timed.early(head);
    return new SpeedChanges(
        new Judge(groups, resampled(pairs, SpeedPair::resampled), floor, threshold).changes(),
        untimed(before, pairs, head),
        before.size() - pairs.size(),
        after.size() - pairs.size(),
        Timed.early(base).size() + early.size(),
        (int) early.stream().filter(before::containsKey).count());
  }

  private static List<String> untimed(Map<Scope, Timed> before, List<SpeedPair> pairs, Side head) {
    Set<String> compared =
        pairs.stream().map(pair -> pair.after().backend()).collect(Collectors.toSet());
    return before.values().stream()
        .map(Timed::backend)
        .distinct()
        .filter(backend -> !compared.contains(backend) && head.has(backend))
        .toList();
  }

  /**
   * The newer run knows more. How much one library's times vary does not tell how much another's
   * do, so of what is compared with another one nothing is known.
   */
  private static List<NoiseRecord> noise(Side base, Side head) {
    List<NoiseRecord> noise =
        head.run().noise().isEmpty() ? base.run().noise() : head.run().noise();
    return noise.stream().filter(of -> base.isOneLibrary(of.backend())).toList();
  }

  private static Map<Scope, double[]> resampled(
      List<SpeedPair> pairs, Function<SpeedPair, double[]> how) {
    return pairs.parallelStream().collect(Collectors.toMap(pair -> pair.after().scope(), how));
  }

  /** All of a level. */
  public List<SpeedChange> of(Level level) {
    return changes.stream().filter(change -> change.scope().level() == level).toList();
  }

  /** Those of a level that came out so. */
  public List<SpeedChange> of(Level level, Judgement judgement) {
    return of(level).stream().filter(change -> change.judgement() == judgement).toList();
  }

  /**
   * Judges the ratios of one comparison.
   *
   * @param groups what each scope is made of
   * @param quickest logarithms of each problem's ratio, as they might as well have come out
   */
  private record Judge(
      Map<Scope, List<SpeedPair>> groups,
      Map<Scope, double[]> quickest,
      NoiseFloor floor,
      double threshold) {

    /** With which probability a change of the threshold's size may be called none. */
    private static final double HIDDEN = 0.05;

    List<SpeedChange> changes() {
      List<SpeedChange> changes = new ArrayList<>();
      groups.forEach((scope, members) -> changes.add(change(scope, members)));
      return changes;
    }

    private SpeedChange change(Scope scope, List<SpeedPair> members) {
      double probability =
          scope
              .level()
              .mistake(groups.keySet().stream().filter(s -> s.level() == scope.level()).count());
      double[] weights = floor.weights(members);
      double logarithm = Weights.mean(weights, i -> members.get(i).logarithm());
      double[] sorted = sorted(quickest, members, weights);
      Interval shown = interval(logarithm, sorted, members);
      double largest = floor.of(scope, probability);
      Judgement judged =
          judge(
              logarithm,
              sorted,
              shown,
              outside(scope, probability),
              Math.log(largest),
              Math.log(floor.of(scope, 2 * HIDDEN)));
      Double contrary = contrary(judged, members, weights);
      SpeedPair only = members.size() == 1 ? members.get(0) : null;
      return new SpeedChange(
          scope,
          scope.level() == Level.PROBLEM ? members.get(0).after().problem().label() : scope.name(),
          members.size(),
          only == null ? null : Math.exp(only.logarithmBefore()),
          only == null ? null : Math.exp(only.logarithmAfter()),
          Math.exp(logarithm),
          Math.exp(shown.low()),
          Math.exp(shown.high()),
          largest,
          floor.isMeasured(scope),
          contrary == null ? null : Math.exp(contrary),
          contrary == null ? judged : Judgement.INCONCLUSIVE);
    }

    /**
     * What all rounds say, if they leave no doubt that something changed, and show more of a change
     * than the threshold, and the quickest do not say so: a backend that is slow in every other
     * process, since it starts its threads or chooses its algorithms so or so, is as quick as ever
     * in its quickest. (Of six rounds, three that take 30 % longer are noticed always, two in four
     * of ten cases.)
     *
     * @return the logarithm of the ratio of means; null if that adds nothing to what is judged
     */
    private @Nullable Double contrary(Judgement judged, List<SpeedPair> members, double[] weights) {
      double mean = Weights.mean(weights, i -> members.get(i).meanLogarithm());
      Judgement all = mean > 0 ? Judgement.SLOWER : Judgement.FASTER;
      if (judged == Judgement.INCONCLUSIVE
          || judged == all
          || Math.abs(mean) <= Math.log1p(threshold)) {
        return null;
      }
      Map<Scope, double[]> means = resampled(members, SpeedPair::resampledMeans);
      Interval interval = Interval.of(sorted(means, members, weights));
      return interval.low() > 0 || interval.high() < 0 ? mean : null;
    }

    /**
     * The interval of 95 %: as far from what was measured as so few rounds leave open, which is
     * farther than resampled rounds come (see {@link Student#widening}). Where one of the runs has
     * a single round, nobody knows how far; it is none then, with both ends at the logarithm.
     *
     * <p>In 2 000 simulations without a difference, of normal rounds, it holds 0 in 99 % with three
     * rounds on each side, in 97 % with six and with ten; what is resampled alone, in far fewer
     * than 95 %.
     */
    private Interval interval(double logarithm, double[] sorted, List<SpeedPair> members) {
      int freedom = members.stream().mapToInt(SpeedPair::freedom).min().orElse(0);
      double widening = freedom == 0 ? 0 : Student.widening(freedom);
      Interval resampled = Interval.of(sorted);
      return new Interval(
          logarithm + widening * (resampled.low() - logarithm),
          logarithm + widening * (resampled.high() - logarithm));
    }

    /**
     * With which probability a ratio may lie outside the interval that has to tell it from 1. The
     * interval is wider than the quickest of a few rounds varies, so the usual one is enough where
     * chance is measured and many problems together make it normal. A single problem may be luckier
     * in all rounds of a run than any calibration has seen; its rounds must not overlap at all.
     */
    private double outside(Scope scope, double probability) {
      return scope.level() == Level.TOTAL && floor.isMeasured(scope)
          ? Interval.OUTSIDE
          : probability;
    }

    /**
     * Judges one.
     *
     * @param sorted the logarithm, as it might as well have come out
     * @param shown its interval of 95 %
     * @param probability with which it may lie outside the interval that tells it from 0
     * @param largest logarithm that is chance
     * @param hidden by chance, of a logarithm, but for one case in twenty
     */
    private Judgement judge(
        double logarithm,
        double[] sorted,
        Interval shown,
        double probability,
        double largest,
        double hidden) {
      if (logarithm > largest
          && shown.low() > 0
          && Resampling.quantile(sorted, probability / 2) > 0) {
        return Judgement.SLOWER;
      }
      if (logarithm < -largest
          && shown.high() < 0
          && Resampling.quantile(sorted, 1 - probability / 2) < 0) {
        return Judgement.FASTER;
      }
      // Neither the rounds of these runs nor what runs differ by leaves room for what matters.
      double matters = Math.log1p(threshold);
      boolean seen =
          largest <= matters
              && Math.abs(logarithm) + hidden <= matters
              && shown.low() >= -matters
              && shown.high() <= matters;
      return seen ? Judgement.SAME : Judgement.INCONCLUSIVE;
    }

    /** Resampled means of the members' logarithms, sorted. */
    private static double[] sorted(
        Map<Scope, double[]> resampled, List<SpeedPair> members, double[] weights) {
      double[] means = new double[Resampling.TIMES];
      for (int member = 0; member < weights.length; member++) {
        double[] ratios =
            Objects.requireNonNull(resampled.get(members.get(member).after().scope()));
        for (int i = 0; i < means.length; i++) {
          means[i] += weights[member] * ratios[i];
        }
      }
      Arrays.sort(means);
      return means;
    }
  }
}
