package dev.assay.verify.suite;

import dev.assay.reference.problem.Problem;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import dev.assay.verify.generate.ProblemSource;
import dev.assay.verify.generate.Shard;
import dev.assay.verify.law.Law;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether an honest backend is accused, by the oracle or by a law. */
final class Innocence {
  /** As in a run: one law's try to so many problems. */
  private static final int PROBLEMS_PER_LAW_TRY = 20;

  private Innocence() {}

  /**
   * What became of an honest backend.
   *
   * @param outcomes of problems, judged by the oracle
   * @param lawTries how often a law was tried
   * @param share the largest part of a bound that was used, known divergences apart
   * @param accusations every problem it was accused for, with the reason
   */
  record Trial(
      Map<Outcome, Integer> outcomes, int lawTries, double share, List<String> accusations) {

    int problems() {
      return outcomes.values().stream().mapToInt(Integer::intValue).sum()
          - outcomes.getOrDefault(Outcome.UNSUPPORTED, 0);
    }

    Trial and(Trial other) {
      Map<Outcome, Integer> sum = new EnumMap<>(Outcome.class);
      outcomes.forEach((outcome, count) -> sum.merge(outcome, count, Integer::sum));
      other.outcomes.forEach((outcome, count) -> sum.merge(outcome, count, Integer::sum));
      List<String> all = new ArrayList<>(accusations);
      all.addAll(other.accusations);
      return new Trial(sum, lawTries + other.lawTries, Math.max(share, other.share), all);
    }
  }

  static Trial trial(HonestBackend backend, String operation, int problems, long seed) {
    Verifier verifier = new Verifier(new InProcess(backend));
    ProblemSource source = new ProblemSource(operation, seed, Shard.WHOLE);
    ProblemSource lawSource = ProblemSource.ofLaws(operation, seed, Shard.WHOLE);
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    List<String> accusations = new ArrayList<>();
    double share = 0;
    int lawTries = 0;
    for (int i = 0; i < problems; i++) {
      Verdict verdict = verifier.verify(source.next().value());
      outcomes.merge(verdict.outcome(), 1, Integer::sum);
      if (verdict.outcome().isWrong()) {
        accusations.add(verdict.problem() + ": " + verdict.message());
      } else if (verdict.outcome() != Outcome.KNOWN && verdict.worst().isPresent()) {
        share = Math.max(share, verdict.worst().get().share());
      }
      if (i % PROBLEMS_PER_LAW_TRY == 0) {
        Problem asked = lawSource.next().value();
        for (Law law : Law.all()) {
          Optional<Verdict> lawful = verifier.verify(asked, law);
          lawTries += lawful.isPresent() ? 1 : 0;
          lawful
              .filter(v -> v.outcome().isWrong())
              .ifPresent(v -> accusations.add(law.name() + " " + v.problem() + ": " + v.message()));
        }
      }
    }
    return new Trial(outcomes, lawTries, share, accusations);
  }
}
