package dev.assay.reports.recommend;

import dev.assay.bench.Interval;
import dev.assay.reports.recommend.Purpose.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Backends in the order of their times, and how sure that order is. */
final class Ranking {
  private final List<Part> parts;
  private final List<Candidate> fit;
  private final Map<String, Resampled> totals;

  /**
   * Of backends that may be recommended.
   *
   * @param fit the fastest first
   * @param told whether anybody can tell how sure it is: of those that have enough rounds
   */
  Ranking(List<Part> parts, List<Candidate> fit, boolean told) {
    this.parts = parts;
    this.fit = fit;
    totals =
        fit.parallelStream()
            .filter(candidate -> told && candidate.hasEnoughRounds())
            .collect(Collectors.toConcurrentMap(Candidate::backend, c -> c.resampled(parts)));
  }

  List<Ranked> ranked() {
    return fit.stream().map(this::ranked).toList();
  }

  private Ranked ranked(Candidate candidate) {
    return new Ranked(
        candidate.backend(),
        candidate.seconds(parts),
        candidate.seconds(parts) / fit.get(0).seconds(parts),
        certainty(candidate),
        wins(candidate),
        candidate.memoryBytes(),
        candidate.share(),
        candidate.arithmetic() == null ? "" : candidate.arithmetic().toString(),
        candidate.divergences(),
        candidate.isWarming(),
        isDominated(candidate));
  }

  private @Nullable Certainty certainty(Candidate candidate) {
    Resampled total = totals.get(candidate.backend());
    Resampled fastest = totals.get(fit.get(0).backend());
    if (total == null || fastest == null) {
      return null;
    }
    Interval time = total.interval();
    Interval ratio = total.ratioTo(fastest);
    return new Certainty(time.low(), time.high(), ratio.low(), ratio.high(), chance(total));
  }

  /** How often it comes out fastest. */
  private double chance(Resampled which) {
    List<Resampled> all =
        fit.stream()
            .flatMap(candidate -> Optional.ofNullable(totals.get(candidate.backend())).stream())
            .toList();
    List<double[]> seconds =
        all.stream().map(total -> total.widened(total.freedomBeside(rival(total, all)))).toList();
    double[] own = seconds.get(all.indexOf(which));
    int first = 0;
    for (int i = 0; i < own.length; i++) {
      boolean fastest = true;
      for (double[] other : seconds) {
        fastest &= own[i] <= other[i];
      }
      first += fastest ? 1 : 0;
    }
    return (double) first / own.length;
  }

  /** Whom one has to beat: the fastest, or for that the second. */
  private static Resampled rival(Resampled one, List<Resampled> all) {
    return all.get(one == all.get(0) && all.size() > 1 ? 1 : 0);
  }

  private int wins(Candidate candidate) {
    return (int)
        parts.stream()
            .map(List::of)
            .filter(part -> fit.stream().allMatch(r -> candidate.seconds(part) <= r.seconds(part)))
            .count();
  }

  /** What is not known of either is no worse. */
  private boolean isDominated(Candidate candidate) {
    return fit.stream()
        .filter(rival -> !(number(rival.memoryBytes()) > number(candidate.memoryBytes())))
        .filter(rival -> !(number(rival.share()) > number(candidate.share())))
        .anyMatch(rival -> isClearlyFaster(rival, candidate));
  }

  private static double number(@Nullable Number known) {
    return known == null ? Double.NaN : known.doubleValue();
  }

  /** Whether one is faster beyond doubt; by far, where nobody can tell how sure the times are. */
  boolean isClearlyFaster(Candidate one, Candidate other) {
    double ratio = other.seconds(parts) / one.seconds(parts);
    Resampled quick = totals.get(one.backend());
    Resampled slow = totals.get(other.backend());
    return (quick == null || slow == null)
        ? ratio > Ranked.FAR
        : (ratio > 1 + Ranked.CLOSE && slow.ratioTo(quick).low() > 1);
  }
}
