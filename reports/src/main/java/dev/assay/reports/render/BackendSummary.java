package dev.assay.reports.render;

import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.PaceRecord;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.Reproducer;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.reports.record.WorstRecord;
import dev.assay.verify.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to know of a backend in ten seconds.
 *
 * @param tally of all its random problems against the oracle
 * @param worst its worst error
 * @param worstDetails where that was met
 * @param lawsViolated how many laws
 * @param wrongLayers how many benchmark problems it computed wrongly
 * @param rightLayers how many it computed rightly
 * @param wrongThreads how many problems came out wrong for the number of threads
 * @param wrongNetworks how many network problems came out wrong
 * @param rightNetworks how many came out right
 * @param problemsPerSecond pace of verification; null if none was recorded
 */
record BackendSummary(
    BackendRecord backend,
    OutcomeCounts tally,
    @Nullable WorstRecord worst,
    Details worstDetails,
    int lawsViolated,
    int wrongLayers,
    int rightLayers,
    int wrongThreads,
    int wrongNetworks,
    int rightNetworks,
    Speed forward,
    Speed gradient,
    @Nullable Double problemsPerSecond) {

  /** The verdict in a word. */
  enum Standing {
    UNAVAILABLE("not started"),
    UNVERIFIED("not verified"),
    LAYERS_ONLY("timed is right"),
    WRONG("wrong"),
    SOUND("no error found");

    private final String word;

    Standing(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  static List<BackendSummary> of(RunRecord run) {
    return run.backends().stream().map(backend -> of(run, backend)).toList();
  }

  private static BackendSummary of(RunRecord run, BackendRecord backend) {
    String name = backend.name();
    List<VerificationRecord> verifications =
        run.verifications().stream().filter(v -> v.backend().equals(name)).toList();
    WorstRecord worst =
        verifications.stream()
            .map(VerificationRecord::worst)
            .filter(Objects::nonNull)
            .max(Comparator.comparingDouble(WorstRecord::share))
            .orElse(null);
    return new BackendSummary(
        backend,
        verifications.stream()
            .map(VerificationRecord::outcomes)
            .reduce(OutcomeCounts.NOTHING, OutcomeCounts::plus),
        worst,
        worst == null ? Details.NONE : details(run, name, worst),
        (int)
            run.laws().stream()
                .filter(law -> law.backend().equals(name) && law.outcomes().wrong() > 0)
                .map(LawRecord::law)
                .distinct()
                .count(),
        (int)
            run.measurements().stream()
                .filter(m -> m.backend().equals(name) && m.outcome().isWrong())
                .count(),
        (int)
            run.measurements().stream()
                .filter(m -> m.backend().equals(name) && m.isVerified())
                .count(),
        (int) run.threads().stream().filter(t -> t.backend().equals(name) && t.isWrong()).count(),
        networks(run, name, ProofRecord::isWrong),
        networks(run, name, proof -> proof.outcome() == Outcome.PASSED),
        Speed.of(name, run.measurements(), Speed.FORWARD),
        Speed.of(name, run.measurements(), Speed.GRADIENT),
        pace(run.pace().stream().filter(p -> p.backend().equals(name)).toList()));
  }

  private static Details details(RunRecord run, String backend, WorstRecord worst) {
    return new Details(
        "worst: %s of its bound (%s)\n%s"
            .formatted(Numbers.share(worst.share()), worst.bound(), worst.problem()),
        List.of(new Fact("worst again", Reproducer.of(run, backend).problem(worst.problem()))));
  }

  /** How many network problems a backend computed somehow, with whatever threads. */
  private static int networks(RunRecord run, String backend, Predicate<ProofRecord> how) {
    return (int)
        run.proofs().stream()
            .filter(proof -> proof.backend().equals(backend))
            .filter(how)
            .map(ProofRecord::problem)
            .distinct()
            .count();
  }

  private static @Nullable Double pace(List<PaceRecord> records) {
    double seconds = records.stream().mapToDouble(PaceRecord::seconds).sum();
    return seconds > 0 ? records.stream().mapToInt(PaceRecord::problems).sum() / seconds : null;
  }

  public Standing standing() {
    if (backend.error() != null) {
      return Standing.UNAVAILABLE;
    }
    if (tally.wrong() > 0
        || lawsViolated > 0
        || wrongLayers > 0
        || wrongThreads + wrongNetworks > 0) {
      return Standing.WRONG;
    }
    if (tally.of(Outcome.PASSED) > 0) {
      return Standing.SOUND;
    }
    return rightLayers + rightNetworks > 0 ? Standing.LAYERS_ONLY : Standing.UNVERIFIED;
  }

  /** The sign of its standing, for its style. */
  public String style() {
    return switch (standing()) {
      case WRONG -> Sign.FAILED.style();
      case SOUND, LAYERS_ONLY -> Sign.PASSED.style();
      case UNAVAILABLE, UNVERIFIED -> Sign.UNSUPPORTED.style();
    };
  }

  /** What was wrong: {@code 12 of 10 000 problems, 1 law, 3 timed layers}. */
  public String wrong() {
    List<String> parts = new ArrayList<>();
    if (tally.total() > 0) {
      parts.add(Numbers.count(tally.wrong()) + " of " + Numbers.count(tally.total()) + " problems");
    }
    if (lawsViolated > 0) {
      parts.add(lawsViolated + (lawsViolated == 1 ? " law" : " laws"));
    }
    if (wrongLayers > 0) {
      parts.add(wrongLayers + (wrongLayers == 1 ? " timed layer" : " timed layers"));
    }
    if (wrongThreads > 0) {
      parts.add(wrongThreads + " by threads");
    }
    if (wrongNetworks > 0) {
      parts.add(wrongNetworks + (wrongNetworks == 1 ? " network problem" : " network problems"));
    }
    return parts.isEmpty() ? Numbers.NONE : String.join(", ", parts);
  }

  /** What else happened: {@code 188 known, 89 unsupported}. */
  public String besides() {
    return Sign.glossary().stream()
        .filter(sign -> sign != Sign.PASSED && !sign.outcome().isWrong())
        .filter(sign -> tally.of(sign.outcome()) > 0)
        .map(sign -> Numbers.count(tally.of(sign.outcome())) + " " + sign.word())
        .collect(Collectors.joining(", "));
  }

  public String worstShare() {
    return Numbers.share(worst == null ? null : worst.share());
  }

  public String pace() {
    return problemsPerSecond == null ? Numbers.NONE : Numbers.count(Math.round(problemsPerSecond));
  }

  /** {@code DJL 0.35.1, libtorch 2.7.1}. */
  public String facts() {
    return backend.facts().entrySet().stream()
        .map(fact -> fact.getKey() + " " + fact.getValue())
        .collect(Collectors.joining(", "));
  }

  /** {@code cpu, 2 threads}. */
  public String place() {
    int threads = backend.threads();
    return backend.device() + (threads == 0 ? "" : ", " + Numbers.threads(threads));
  }

  /** {@code products in tf32, as declared}; empty where they are in float32. */
  public String products() {
    return backend.precision() == null
        ? ""
        : "products in " + backend.precision() + ", as declared";
  }
}
