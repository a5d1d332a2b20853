package dev.assay.reports.recommend;

import dev.assay.bench.Pass;
import dev.assay.reports.record.Layers;
import dev.assay.reports.record.Reproducer;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.Timing;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What to do where a ranking is not sure: time again those that it does not tell apart. */
final class Remedy {
  /** Twice the rounds make an interval narrower by a factor of √2, and of few rounds by more. */
  private static final int MORE_ROUNDS = 2;

  /** Warming up lasts as much longer. */
  private static final int MORE_SECONDS = 4;

  private Remedy() {}

  /**
   * A sentence with the command.
   *
   * @param unsure those that are not told apart
   * @return empty if there is nothing to tell apart, or no command that times it: layers of a
   *     user's file, of which the run knows nothing but its name
   */
  static Optional<String> of(RunRecord run, Purpose purpose, List<Candidate> unsure) {
    if (unsure.size() < 2) {
      return Optional.empty();
    }
    int rounds =
        unsure.stream().mapToInt(Candidate::fewestRounds).min().orElseThrow() * MORE_ROUNDS;
    List<String> names = unsure.stream().map(Candidate::backend).toList();
    return command(run, purpose, names)
        .map(
            command ->
                (run.sources() == null ? "More rounds may tell " : "Rounds in turn may tell ")
                    + listed(names)
                    + " apart: "
                    + command
                    + " --rounds "
                    + Math.max(rounds, MORE_ROUNDS * Recommendation.FEWEST_ROUNDS)
                    + longer(purpose, unsure));
  }

  private static Optional<String> command(RunRecord run, Purpose purpose, List<String> names) {
    Pass pass = purpose.pass();
    return pass == null
        ? Reproducer.of(run, names, null).of(new Layers(purpose.network(), purpose.batch()))
        : Optional.of(
            Reproducer.of(run, names, purpose.threads())
                .network(purpose.network(), purpose.batch(), pass.toString()));
  }

  /** More time for a whole network that was still warming up, where it is known how much it had. */
  private static String longer(Purpose purpose, List<Candidate> unsure) {
    return purpose.isLayers() || unsure.stream().noneMatch(Candidate::isWarming)
        ? ""
        : unsure.stream()
            .flatMap(candidate -> candidate.times().values().stream())
            .map(Timing::budget)
            .filter(Objects::nonNull)
            .max(Double::compare)
            .map(seconds -> " --network-seconds " + Math.round(MORE_SECONDS * seconds))
            .orElse("");
  }

  private static String listed(List<String> names) {
    return String.join(", ", names.subList(0, names.size() - 1))
        + " and "
        + names.get(names.size() - 1);
  }
}
