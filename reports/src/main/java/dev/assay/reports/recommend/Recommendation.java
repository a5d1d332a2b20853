package dev.assay.reports.recommend;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.assay.bench.Interval;
import dev.assay.reports.recommend.Purpose.Part;
import dev.assay.reports.record.RunRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which backend to take for one purpose.
 *
 * @param purpose what it is wanted for
 * @param ranking those that can be recommended, the fastest first
 * @param excluded those that cannot
 * @param doubt why nobody can tell how sure the ranking is; null if it is known
 * @param changes what would change the answer, in sentences
 */
public record Recommendation(
    Purpose purpose,
    List<Ranked> ranking,
    List<Excluded> excluded,
    @Nullable Doubt doubt,
    List<String> changes) {

  /** With fewer rounds that count, a ranking is one by chance as far as they tell. */
  public static final int FEWEST_ROUNDS = 3;

  /** Who is that close behind is as fast, to all intents. */
  private static final double CLOSE = 0.02;

  public Recommendation {
    ranking = List.copyOf(ranking);
    excluded = List.copyOf(excluded);
    changes = List.copyOf(changes);
  }

  /** Judges the backends of a run. */
  public static Recommendation of(RunRecord run, Purpose purpose, Requirements requirements) {
    List<Candidate> all =
        comparable(
            run.backends().stream()
                .map(backend -> Candidate.of(run, backend, purpose, requirements))
                .toList());
    List<Candidate> fit =
        all.stream()
            .filter(Candidate::isFit)
            .sorted(Comparator.comparingDouble(c -> c.seconds(purpose.parts())))
            .toList();
    Doubt doubt = doubt(run, fit);
    List<Ranked> ranking = rank(purpose.parts(), fit, doubt);
    List<Excluded> excluded =
        all.stream()
            .filter(candidate -> !candidate.isFit())
            .map(candidate -> excluded(candidate, purpose.parts(), fit))
            .toList();
    Recommendation answer =
        new Recommendation(purpose, ranking, excluded, doubt, changes(purpose, fit));
    return answer.and(Remedy.of(run, purpose, answer.unsure(fit)));
  }

  /** None can be recommended by times that they took with other numbers of threads. */
  private static List<Candidate> comparable(List<Candidate> all) {
    List<Integer> threads =
        all.stream()
            .filter(Candidate::isFit)
            .map(Candidate::threads)
            .filter(known -> known > 0)
            .distinct()
            .sorted()
            .toList();
    return threads.size() < 2
        ? all
        : all.stream()
            .map(one -> one.isFit() ? one.failing("was timed beside others " + with(threads)) : one)
            .toList();
  }

  private static String with(List<Integer> threads) {
    return threads.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "with other numbers of threads (", ")"));
  }

  private static @Nullable Doubt doubt(RunRecord run, List<Candidate> fit) {
    if (run.sources() != null) {
      return Doubt.MERGED_RUNS;
    }
    return fit.stream().anyMatch(candidate -> candidate.fewestCounting() < FEWEST_ROUNDS)
        ? Doubt.FEW_ROUNDS
        : null;
  }

  /** The backend to take; null if there is none. */
  public @Nullable String best() {
    return ranking.isEmpty() ? null : ranking.get(0).backend();
  }

  /** Those that are as fast as the best, or might as well be ahead. */
  public List<Ranked> tied() {
    return ranking.stream().skip(1).filter(r -> r.mayBeAhead() || r.ratio() <= 1 + CLOSE).toList();
  }

  /** The best, and those that are tied with it. */
  @JsonIgnore
  public List<Ranked> leaders() {
    return Stream.concat(ranking.stream().limit(1), tied().stream()).toList();
  }

  /** Whether nobody can tell the ranking from chance. */
  @JsonIgnore
  public boolean isByChance() {
    return ranking.size() > 1 && doubt != null;
  }

  /** Those that the ranking does not tell apart: in doubt, any. */
  private List<Candidate> unsure(List<Candidate> fit) {
    List<String> leaders = leaders().stream().map(Ranked::backend).toList();
    return isByChance() ? fit : fit.stream().filter(c -> leaders.contains(c.backend())).toList();
  }

  private Recommendation and(Optional<String> change) {
    return new Recommendation(
        purpose,
        ranking,
        excluded,
        doubt,
        Stream.concat(changes.stream(), change.stream()).toList());
  }

  /** Whether another one is at least as good in everything measured, and it is no tie. */
  public boolean isBeaten(Ranked one) {
    return one.dominated() && !tied().contains(one);
  }

  private static List<Ranked> rank(List<Part> parts, List<Candidate> fit, @Nullable Doubt doubt) {
    if (fit.isEmpty()) {
      return List.of();
    }
    List<Certainty> certainties = doubt == null ? certainties(parts, fit) : List.of();
    double fastest = fit.get(0).seconds(parts);
    List<Ranked> ranking = new ArrayList<>();
    for (int i = 0; i < fit.size(); i++) {
      Candidate candidate = fit.get(i);
      ranking.add(
          new Ranked(
              candidate.backend(),
              candidate.seconds(parts),
              candidate.seconds(parts) / fastest,
              certainties.isEmpty() ? null : certainties.get(i),
              wins(candidate, parts, fit),
              candidate.memoryBytes(),
              candidate.share(),
              candidate.arithmetic() == null ? "" : candidate.arithmetic().toString(),
              candidate.divergences(),
              candidate.isWarming(),
              isDominated(candidate, parts, fit)));
    }
    return ranking;
  }

  /** Of each candidate. */
  private static List<Certainty> certainties(List<Part> parts, List<Candidate> fit) {
    List<Resampled> totals = fit.parallelStream().map(c -> c.resampled(parts)).toList();
    Resampled fastest = totals.get(0);
    List<double[]> seconds =
        totals.stream()
            .map(total -> total.widened(total.freedomBeside(rival(total, totals))))
            .toList();
    List<Certainty> certainties = new ArrayList<>();
    for (int i = 0; i < totals.size(); i++) {
      Interval time = totals.get(i).interval();
      Interval ratio = totals.get(i).ratioTo(fastest);
      certainties.add(
          new Certainty(time.low(), time.high(), ratio.low(), ratio.high(), chance(i, seconds)));
    }
    return certainties;
  }

  /** Whom one has to beat: the fastest, or for that the second. */
  private static Resampled rival(Resampled one, List<Resampled> ranking) {
    return ranking.get(one == ranking.get(0) && ranking.size() > 1 ? 1 : 0);
  }

  private static double chance(int which, List<double[]> times) {
    int first = 0;
    for (int i = 0; i < times.get(which).length; i++) {
      boolean fastest = true;
      for (double[] other : times) {
        fastest &= times.get(which)[i] <= other[i];
      }
      first += fastest ? 1 : 0;
    }
    return (double) first / times.get(which).length;
  }

  private static int wins(Candidate candidate, List<Part> parts, List<Candidate> rivals) {
    return (int)
        parts.stream()
            .map(List::of)
            .filter(
                part -> rivals.stream().allMatch(r -> candidate.seconds(part) <= r.seconds(part)))
            .count();
  }

  /** Whether a rival is no worse in anything, and better in something. */
  private static boolean isDominated(
      Candidate candidate, List<Part> parts, List<Candidate> rivals) {
    double[] own = costs(candidate, parts);
    return rivals.stream()
        .map(rival -> costs(rival, parts))
        .anyMatch(
            other -> {
              boolean noWorse = true;
              boolean better = false;
              for (int i = 0; i < own.length; i++) {
                noWorse &= !(other[i] > own[i]);
                better |= other[i] < own[i];
              }
              return noWorse && better;
            });
  }

  /** Time, memory, error; not a number where it is not known, which compares as equal. */
  private static double[] costs(Candidate c, List<Part> parts) {
    return new double[] {
      c.seconds(parts),
      c.memoryBytes() == null ? Double.NaN : c.memoryBytes(),
      c.share() == null ? Double.NaN : c.share()
    };
  }

  private static Excluded excluded(Candidate candidate, List<Part> parts, List<Candidate> fit) {
    List<String> reasons = new ArrayList<>(candidate.failings());
    if (!candidate.missing().isEmpty()) {
      reasons.add(
          candidate.missing().size() == parts.size()
              ? "has no speed: " + candidate.missing().get(0)
              : String.format(
                  "has no speed for %d of %d parts: %s",
                  candidate.missing().size(), parts.size(), candidate.missing().get(0)));
    }
    Double speedup =
        fit.isEmpty() || !candidate.isTimed(parts)
            ? null
            : fit.get(0).seconds(parts) / candidate.seconds(parts);
    return new Excluded(candidate.backend(), reasons, speedup);
  }

  private static List<String> changes(Purpose purpose, List<Candidate> fit) {
    if (fit.size() < 2) {
      return List.of();
    }
    String best = fit.get(0).backend();
    Map<String, List<Part>> subsets = new LinkedHashMap<>();
    List<Part> forward = purpose.parts().stream().filter(Part::forward).toList();
    List<Part> gradients = purpose.parts().stream().filter(part -> !part.forward()).toList();
    if (!forward.isEmpty() && !gradients.isEmpty()) {
      subsets.put("for the forward pass alone", forward);
      subsets.put("for the gradients alone", gradients);
    }
    List<String> sentences = new ArrayList<>();
    subsets.forEach(
        (words, parts) -> {
          String other = fastest(fit, parts);
          double lead = lead(fit, other, best, parts);
          if (lead > 1 + CLOSE) {
            sentences.add(
                String.format(
                    Locale.ROOT, "%s is the fastest %s, by a factor of %.2f.", other, words, lead));
          }
        });
    decisive(purpose, fit, best).ifPresent(sentences::add);
    return sentences;
  }

  /** The one part without which somebody else would be the fastest by most. */
  private static Optional<String> decisive(Purpose purpose, List<Candidate> fit, String best) {
    if (purpose.parts().size() < 2) {
      return Optional.empty();
    }
    String sentence = "";
    double most = 1 + CLOSE;
    for (Part part : purpose.parts()) {
      List<Part> rest = purpose.parts().stream().filter(p -> !p.equals(part)).toList();
      String other = fastest(fit, rest);
      double lead = lead(fit, other, best, rest);
      if (lead > most) {
        most = lead;
        sentence = "Without " + part.label() + ", " + other + " would be the fastest.";
      }
    }
    return Optional.of(sentence).filter(found -> !found.isEmpty());
  }

  /** How many times as fast as the best of all another one is, in some parts. */
  private static double lead(List<Candidate> fit, String other, String best, List<Part> parts) {
    return seconds(fit, best, parts) / seconds(fit, other, parts);
  }

  private static String fastest(List<Candidate> fit, List<Part> parts) {
    return fit.stream()
        .min(Comparator.comparingDouble(c -> c.seconds(parts)))
        .map(Candidate::backend)
        .orElseThrow();
  }

  private static double seconds(List<Candidate> fit, String backend, List<Part> parts) {
    return fit.stream()
        .filter(c -> c.backend().equals(backend))
        .mapToDouble(c -> c.seconds(parts))
        .findFirst()
        .orElseThrow();
  }
}
