package dev.assay.reports.render;

import dev.assay.bench.Pass;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.FindingRecord;
import dev.assay.reports.record.Judged;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.verify.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to know of a backend in ten seconds.
 *
 * @param tally of all its random problems against the oracle
 * @param isKnown whether it did anything wrong as a known divergence says
 * @param divergences ids of those known divergences
 * @param isWrong whether it did anything wrong that nobody knew of
 * @param answersWrongly whether some of that came back, so that it did not only crash or hang
 * @param wrong what that is, of how many problems: {@code 12 of 10 000 checked, 1 law}
 * @param invalid what it did with invalid problems other than to refuse them: {@code invalid
 *     problems: 1 crashed, 29 accepted silently}; empty if nothing
 * @param timed how the layers that were timed, and networks, came out
 * @param isRoofRight whether a problem of the roof came out right
 */
record BackendSummary(
    BackendRecord backend,
    OutcomeCounts tally,
    boolean isKnown,
    SortedSet<String> divergences,
    boolean isWrong,
    boolean answersWrongly,
    String wrong,
    String invalid,
    Set<Outcome> timed,
    boolean isRoofRight,
    Speed forward,
    Speed gradient) {

  /** The verdict in a word. */
  enum Word {
    UNAVAILABLE("not started"),
    UNVERIFIED("not verified"),
    MISTRUSTED(Sign.MISTRUSTED.word()),
    LAYERS_ONLY("right where checked"),
    WRONG("wrong"),
    DEAD("crashed or timed out"),
    KNOWN("known divergences only"),
    SOUND("no error found");

    private final String text;

    Word(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  static List<BackendSummary> of(RunRecord run) {
    return run.backends().stream().map(backend -> of(run, backend)).toList();
  }

  private static BackendSummary of(RunRecord run, BackendRecord backend) {
    String name = backend.name();
    RunRecord own = run.only(List.of(name));
    OutcomeCounts tally =
        own.verifications().stream()
            .map(VerificationRecord::outcomes)
            .reduce(OutcomeCounts.NOTHING, OutcomeCounts::plus);
    return new BackendSummary(
        backend,
        tally,
        tally.of(Outcome.KNOWN) > 0
            || own.findings().stream().anyMatch(finding -> finding.outcome() == Outcome.KNOWN),
        divergences(own),
        !own.wrongBackends().isEmpty(),
        !own.backendsThatAnswerWrongly().isEmpty(),
        wrong(own, tally),
        invalid(own),
        Stream.concat(
                own.measurements().stream().map(MeasurementRecord::outcome),
                own.proofs().stream().map(ProofRecord::outcome))
            .collect(Collectors.toSet()),
        own.roofs().stream().map(RoofRecord::outcome).anyMatch(Outcome.PASSED::equals),
        Speed.of(name, run.measurements(), Speed.FORWARD),
        Speed.of(name, run.measurements(), Speed.GRADIENT));
  }

  private static SortedSet<String> divergences(RunRecord own) {
    return Stream.concat(
            own.verifications().stream().flatMap(v -> v.known().keySet().stream()),
            own.findings().stream()
                .filter(finding -> finding.outcome() == Outcome.KNOWN)
                .map(FindingRecord::known)
                .filter(Objects::nonNull)
                .map(FindingRecord.Divergence::id))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String wrong(RunRecord own, OutcomeCounts tally) {
    List<String> parts = new ArrayList<>();
    if (tally.total() > 0) {
      parts.add(
          Numbers.count(tally.wrong()) + " of " + Numbers.count(tally.checked()) + " checked");
    }
    add(parts, "counterexample", own.uncountedFailures().stream());
    add(parts, "law", wrong(own.laws()).map(LawRecord::law));
    add(parts, "timed layer", wrong(own.measurements()));
    add(parts, "difference by threads", wrong(own.threads()));
    // Whatever number of threads it was computed with.
    add(parts, "network problem", wrong(own.proofs()).map(ProofRecord::problem));
    add(
        parts,
        "timed training",
        wrong(own.provedTraining()).filter(t -> t.pass() != Pass.INFERENCE));
    add(
        parts,
        "timed inference",
        wrong(own.provedTraining()).filter(t -> t.pass() == Pass.INFERENCE));
    add(parts, "roof problem", wrong(own.roofs()));
    return parts.isEmpty() ? Numbers.NONE : String.join(", ", parts);
  }

  private static String invalid(RunRecord own) {
    Map<Sign, Long> counts =
        own.contract().stream()
            .map(c -> Sign.of(c.outcome()))
            .filter(sign -> sign != Sign.REJECTED && sign != Sign.UNSUPPORTED)
            .collect(Collectors.groupingBy(sign -> sign, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(entry -> Numbers.count(entry.getValue()) + "\u00a0" + entry.getKey().word())
        .reduce((a, b) -> a + ", " + b)
        .map(all -> "invalid problems: " + all)
        .orElse("");
  }

  private static void add(List<String> parts, String noun, Stream<?> wrong) {
    long count = wrong.distinct().count();
    if (count > 0) {
      parts.add(Numbers.count(count) + " " + noun + (count == 1 ? "" : "s"));
    }
  }

  private static <T extends Judged> Stream<T> wrong(List<T> results) {
    return results.stream().filter(Judged::isWrong);
  }

  public Word word() {
    if (backend.error() != null) {
      return Word.UNAVAILABLE;
    }
    if (isWrong) {
      return answersWrongly ? Word.WRONG : Word.DEAD;
    }
    if (tally.of(Outcome.PASSED) > 0) {
      return isKnown ? Word.KNOWN : Word.SOUND;
    }
    if (timed.contains(Outcome.PASSED)) {
      return Word.LAYERS_ONLY;
    }
    if (timed.contains(Outcome.MISTRUSTED) || tally.of(Outcome.MISTRUSTED) > 0) {
      return Word.MISTRUSTED;
    }
    return isRoofRight ? Word.LAYERS_ONLY : Word.UNVERIFIED;
  }

  /** The verdict as reports print it: {@code 17 known divergences}, {@code wrong}. */
  public String verdict() {
    int known = divergences.size();
    return word() == Word.KNOWN && known > 0
        ? Numbers.count(known) + (known == 1 ? " known divergence" : " known divergences")
        : word().text();
  }

  /** Where its known divergences are in the page. */
  public String knownAnchor() {
    return Anchors.knownOf(backend.name());
  }

  public Tone tone() {
    return switch (word()) {
      case WRONG, DEAD -> Tone.BAD;
      case KNOWN -> Tone.KNOWN;
      case SOUND, LAYERS_ONLY -> Tone.GOOD;
      case UNAVAILABLE, UNVERIFIED, MISTRUSTED -> Tone.QUIET;
    };
  }

  /** What else happened: {@code 188 wrong as known, 89 unsupported}. */
  public String besides() {
    return Sign.glossary().stream()
        .filter(sign -> sign != Sign.PASSED && !sign.outcome().isWrong())
        .filter(sign -> tally.of(sign.outcome()) > 0)
        .map(
            sign ->
                Numbers.count(tally.of(sign.outcome()))
                    + (sign == Sign.KNOWN ? "\u00a0wrong as\u00a0" : "\u00a0")
                    + sign.word())
        .collect(Collectors.joining(", "));
  }

  /** {@code library: DJL 0.35.1}, and what else it said of itself. */
  public List<Fact> facts() {
    return backend.facts().entrySet().stream()
        .map(fact -> new Fact(fact.getKey(), fact.getValue()))
        .toList();
  }

  /** {@code cpu, 2 threads}; {@code cpu, 2 threads as asked} where it cannot tell them itself. */
  public String place() {
    return backend.usualThreads() == 0
        ? backend.device()
        : backend.device() + ", " + threads(backend);
  }

  /** {@code 2 threads}; {@code 2 threads as asked} where it cannot tell them itself. */
  static String threads(BackendRecord backend) {
    return Numbers.threads(backend.usualThreads()) + (backend.tellsNoThreads() ? " as asked" : "");
  }

  /** {@code products in tf32, as declared}; empty where they are in float32. */
  public String products() {
    return backend.precision() == null
        ? ""
        : "products in " + backend.precision() + ", as declared";
  }
}
