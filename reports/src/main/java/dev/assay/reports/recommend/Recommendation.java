package dev.assay.reports.recommend;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.assay.reports.recommend.Purpose.Part;
import dev.assay.reports.record.RunRecord;
import java.util.ArrayList;
import java.util.Collections;
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
 * @param doubt why nobody can tell how sure the ranking is; null if it is known, but for who has no
 *     {@link Certainty}
 * @param changes what would change the answer, in sentences
 */
public record Recommendation(
    Purpose purpose,
    List<Ranked> ranking,
    List<Excluded> excluded,
    @Nullable Doubt doubt,
    List<String> changes) {

  /** Fewer rounds that count do not tell how much a backend's rounds differ. */
  public static final int FEWEST_ROUNDS = 3;

  public Recommendation {
    ranking = List.copyOf(ranking);
    excluded = List.copyOf(excluded);
    changes = List.copyOf(changes);
  }

  /** Of a run, whatever it timed. */
  public static List<Recommendation> all(RunRecord run) {
    return Purposes.of(run).stream().map(purpose -> of(run, purpose, Requirements.NONE)).toList();
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
    List<Ranked> ranking = new Ranking(purpose.parts(), fit, doubt == null).ranked();
    List<Excluded> excluded =
        all.stream()
            .filter(candidate -> !candidate.isFit())
            .map(candidate -> excluded(candidate, purpose.parts(), fit))
            .toList();
    Recommendation answer =
        new Recommendation(purpose, ranking, excluded, doubt, changes(purpose, fit, doubt == null));
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
    // All are compared with the fastest; of who else has too few, that alone is not known.
    return fit.isEmpty() || fit.get(0).hasEnoughRounds() ? null : Doubt.FEW_ROUNDS;
  }

  /** The backend to take; null if there is none. */
  public @Nullable String best() {
    return ranking.isEmpty() ? null : ranking.get(0).backend();
  }

  /** Those that are as fast as the best, or might as well be ahead. */
  public List<Ranked> tied() {
    return ranking.stream().skip(1).filter(Ranked::mayBeAhead).toList();
  }

  /** The best, and those that are tied with it. */
  @JsonIgnore
  public List<Ranked> leaders() {
    return Stream.concat(ranking.stream().limit(1), tied().stream()).toList();
  }

  /**
   * Those that may turn out ahead once they have warmed up: not who is the fastest anyway, nor who
   * is far behind.
   */
  public List<Ranked> warming() {
    return ranking.stream()
        .skip(tied().isEmpty() ? 1 : 0)
        .filter(r -> r.warming() && r.ratio() <= Ranked.FAR)
        .toList();
  }

  /** Whether nobody can tell the best from chance. */
  @JsonIgnore
  public boolean isByChance() {
    return isOfSeveralRuns() ? ranking.size() > 1 : doubt != null && !tied().isEmpty();
  }

  private boolean isOfSeveralRuns() {
    return doubt == Doubt.MERGED_RUNS;
  }

  /** Those that the ranking does not tell apart: of several runs, any. */
  private List<Candidate> unsure(List<Candidate> fit) {
    List<String> leaders = leaders().stream().map(Ranked::backend).toList();
    return isOfSeveralRuns()
        ? fit
        : fit.stream().filter(c -> leaders.contains(c.backend())).toList();
  }

  private Recommendation and(Optional<String> change) {
    return new Recommendation(
        purpose,
        ranking,
        excluded,
        doubt,
        Stream.concat(changes.stream(), change.stream()).toList());
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

  /**
   * What would change the answer, as far as it is beyond doubt.
   *
   * @param fit the fastest first
   * @param told whether anybody can tell how sure their times are
   */
  private static List<String> changes(Purpose purpose, List<Candidate> fit, boolean told) {
    if (fit.size() < 2) {
      return List.of();
    }
    Candidate best = fit.get(0);
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
          Candidate other = fastest(fit, parts);
          if (isClearlyAhead(other, best, parts, fit, told)) {
            sentences.add(
                String.format(
                    Locale.ROOT,
                    "%s is the fastest %s, by a factor of %.2f.",
                    other.backend(),
                    words,
                    lead(other, best, parts)));
          }
        });
    decisive(purpose, fit, told).ifPresent(sentences::add);
    return sentences;
  }

  /** The one part without which somebody else would be the fastest by most. */
  private static Optional<String> decisive(Purpose purpose, List<Candidate> fit, boolean told) {
    if (purpose.parts().size() < 2) {
      return Optional.empty();
    }
    Candidate best = fit.get(0);
    Part part =
        Collections.max(
            purpose.parts(),
            Comparator.comparingDouble(
                p -> lead(fastest(fit, without(purpose, p)), best, without(purpose, p))));
    List<Part> rest = without(purpose, part);
    Candidate other = fastest(fit, rest);
    return isClearlyAhead(other, best, rest, fit, told)
        ? Optional.of("Without " + part.label() + ", " + other.backend() + " would be the fastest.")
        : Optional.empty();
  }

  private static List<Part> without(Purpose purpose, Part part) {
    return purpose.parts().stream().filter(other -> !other.equals(part)).toList();
  }

  private static boolean isClearlyAhead(
      Candidate other, Candidate best, List<Part> parts, List<Candidate> fit, boolean told) {
    return lead(other, best, parts) > 1 + Ranked.CLOSE
        && new Ranking(parts, fit, told).isClearlyFaster(other, best);
  }

  /** How many times as fast as the best of all another one is, in some parts. */
  private static double lead(Candidate other, Candidate best, List<Part> parts) {
    return best.seconds(parts) / other.seconds(parts);
  }

  private static Candidate fastest(List<Candidate> fit, List<Part> parts) {
    return Collections.min(fit, Comparator.comparingDouble(c -> c.seconds(parts)));
  }
}
