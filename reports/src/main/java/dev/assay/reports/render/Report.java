package dev.assay.reports.render;

import dev.assay.reports.recommend.Recommendation;
import dev.assay.reports.record.ContractRecord;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.PaceRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.RunState;
import dev.assay.reports.record.SourceRecord;
import dev.assay.reports.render.BackendSummary.Word;
import dev.assay.verify.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all reports say, made from a run once. */
record Report(
    RunRecord run,
    List<BackendSummary> backends,
    Matrix operations,
    Matrix laws,
    Matrix threads,
    Matrix secondRuns,
    Matrix invalid,
    CoverageTable coverage,
    List<FindingView> allFindings,
    Throughput throughput,
    Matrix proofs,
    WholeNetworkTable training,
    List<RecommendationView> choices,
    Hardware hardware)
    implements Presentation {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  static Report of(RunRecord run) {
    Roofs roofs = Roofs.of(run);
    List<Recommendation> recommendations = Recommendation.all(run);
    return new Report(
        run,
        BackendSummary.of(run),
        Matrix.ofOperations(run),
        Matrix.ofLaws(run),
        Matrix.ofThreads(run),
        Matrix.ofSecondRuns(run),
        Matrix.ofContract(run),
        CoverageTable.of(run),
        FindingView.of(run.findings()),
        Throughput.of(run, roofs),
        Matrix.ofProofs(run),
        WholeNetworkTable.of(run, roofs, recommendations),
        choices(recommendations),
        Hardware.of(run, roofs));
  }

  /** Writes {@code report.md}, {@code junit.xml} and {@code index.html}. */
  @Override
  public Path write(OutputFolder folder) {
    folder.write("report.md", MarkdownReport.render(this));
    folder.write("junit.xml", JUnitReport.render(run));
    return folder.write("index.html", HtmlReport.render(this));
  }

  @Override
  public String summary(boolean styled) {
    return TerminalSummary.render(this, styled);
  }

  /** Whom to take for what was timed, as far as anybody was right. */
  private static List<RecommendationView> choices(List<Recommendation> recommendations) {
    return recommendations.stream()
        .filter(recommendation -> recommendation.best() != null)
        .map(RecommendationView::new)
        .toList();
  }

  /** {@code AMD EPYC, amd64; 2 physical cores, 2 logical; 23.5 GiB of memory}. */
  public String machine() {
    return hardware.facts().stream()
        .filter(fact -> List.of("Processor", "Cores", "Memory").contains(fact.name()))
        .map(fact -> fact.value() + (fact.name().equals("Memory") ? " of memory" : ""))
        .collect(Collectors.joining("; "));
  }

  /** What nobody knew of, and known divergences that are gone. */
  public List<FindingView> findings() {
    return allFindings.stream().filter(f -> f.sign() != Sign.KNOWN).toList();
  }

  /** Known divergences that were seen again. */
  public List<FindingView> known() {
    return allFindings.stream().filter(f -> f.sign() == Sign.KNOWN).toList();
  }

  /** The same by backend. */
  public List<KnownOfBackend> knownByBackend() {
    return known().stream()
        .collect(
            Collectors.groupingBy(
                f -> f.finding().backend(), LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(group -> new KnownOfBackend(group.getKey(), group.getValue()))
        .toList();
  }

  /** The known divergences of a backend that were seen again. */
  record KnownOfBackend(String backend, List<FindingView> findings) {
    /** Where they are in the page. */
    public String anchor() {
      return Anchors.knownOf(backend);
    }
  }

  /** How many known divergences there are, those of each backend counted on their own. */
  public int knownDivergences() {
    return backends.stream().mapToInt(summary -> summary.divergences().size()).sum();
  }

  /** Where known divergences are in the page; of one that was not seen again, nothing is. */
  public Set<String> knownPlaces() {
    return Stream.concat(
            known().stream().map(FindingView::anchor),
            knownByBackend().stream().map(KnownOfBackend::anchor))
        .collect(Collectors.toSet());
  }

  /**
   * Which backends gave other bits on a second run of random problems, or the same where their
   * library does not promise it; empty if none did.
   */
  public List<String> unrepeatable() {
    List<String> sentences = new ArrayList<>();
    for (BackendSummary summary : backends) {
      String name = summary.backend().name();
      SecondRuns runs =
          SecondRuns.of(run.verifications().stream().filter(v -> v.backend().equals(name)));
      if (runs.areNotable()) {
        runs.lines().forEach(line -> sentences.add(name + ": " + line));
      }
    }
    return sentences;
  }

  /** Whether bits were compared, or second runs told anything. */
  public boolean tellsOfBits() {
    return !threads.rows().isEmpty() || !unrepeatable().isEmpty();
  }

  /** Laws that were tried on a backend and did not hold, or proved nothing. */
  public Matrix lawsNotPassed() {
    return laws.with(EnumSet.complementOf(EnumSet.of(Sign.PASSED, Sign.UNSUPPORTED)));
  }

  /** Invalid problems that a backend did not refuse. */
  public Matrix notRefused() {
    return invalid.with(Set.of(Sign.ACCEPTED, Sign.CRASHED, Sign.TIMED_OUT));
  }

  /** By backend: {@code dl4j on 53 invalid problems: 26 rejected, 7 accepted silently}. */
  public List<String> contract() {
    Map<String, Map<Outcome, Integer>> byBackend = new LinkedHashMap<>();
    for (ContractRecord c : run.contract()) {
      byBackend
          .computeIfAbsent(c.backend(), backend -> new EnumMap<>(Outcome.class))
          .merge(c.outcome(), 1, Integer::sum);
    }
    List<String> sentences = new ArrayList<>();
    byBackend.forEach(
        (backend, counts) -> {
          int total = counts.values().stream().mapToInt(Integer::intValue).sum();
          List<String> parts = new ArrayList<>();
          counts.forEach(
              (outcome, count) -> parts.add(Numbers.count(count) + " " + Sign.of(outcome).word()));
          sentences.add(
              backend
                  + " on "
                  + Numbers.count(total)
                  + (total == 1 ? " invalid problem: " : " invalid problems: ")
                  + String.join(", ", parts));
        });
    return sentences;
  }

  /** Names of the backends that could be started, which is the order of their colours. */
  public List<String> backendNames() {
    return operations.backends();
  }

  /** A backend at the head of its speeds, with its precision of products where it declares one. */
  public String column(String backend) {
    return run.backends().stream()
        .filter(record -> record.name().equals(backend) && record.precision() != null)
        .map(record -> backend + " (" + record.precision() + ")")
        .findFirst()
        .orElse(backend);
  }

  public String started() {
    return TIME.format(run.started());
  }

  /** {@code 13 min 43 s}, or that it has not ended. */
  public String took() {
    Duration duration = run.duration();
    return duration == null ? "not ended" : Numbers.duration(duration);
  }

  /** How many problems each operation really had: {@code 1 000}, {@code 412 to 530}. */
  public String tries() {
    IntSummaryStatistics tries =
        run.pace().stream().mapToInt(PaceRecord::problems).summaryStatistics();
    if (tries.getCount() == 0) {
      return Numbers.count(run.tries());
    }
    String least = Numbers.count(tries.getMin());
    return tries.getMin() == tries.getMax()
        ? least
        : least + " to " + Numbers.count(tries.getMax());
  }

  /** What part of a campaign this is, or which runs it was merged from; empty if it is a whole. */
  public String part() {
    if (run.sources() != null) {
      return "merged from "
          + run.sources().stream().map(Report::source).collect(Collectors.joining(", "));
    }
    return run.campaign() == null || run.campaign().shard() == null
        ? ""
        : "shard " + run.campaign().shard();
  }

  private static String source(SourceRecord source) {
    return source.id()
        + " (seed "
        + source.seed()
        + (source.shard() == null ? "" : ", shard " + source.shard())
        + (source.state() == RunState.FINISHED ? "" : ", not finished")
        + ")";
  }

  /** What is missing because the run, or an operation, did not go to its end; empty if all did. */
  public String caveat() {
    if (run.sources() != null && run.state() != RunState.FINISHED) {
      return "Not all runs that this one was merged from went to their end. What is here is valid,"
          + " but not complete.";
    }
    return switch (run.state()) {
      case FINISHED ->
          Shortfall.of(run).stream().map(Shortfall::sentence).collect(Collectors.joining(" "));
      case RUNNING ->
          "This run is still going on, or was killed. What is here is valid, but not complete.";
      case INTERRUPTED ->
          "This run was interrupted after " + took() + ". What is here is valid, but not complete.";
      case FAILED ->
          "This run ended early, after "
              + took()
              + ", because of an error of Assay itself. What is here is valid, but not complete.";
    };
  }

  /** The run in a few sentences. */
  public List<String> headline() {
    return Stream.of(
            sentence(Word.WRONG, "computed wrong results"),
            sentence(Word.DEAD, "crashed or timed out"),
            sentence(Word.KNOWN, "made no error beyond the known divergences"),
            sentence(Word.SOUND, "made no error"),
            sentence(Word.LAYERS_ONLY, "got right what was to be timed; nothing else was verified"),
            sentence(
                Word.MISTRUSTED,
                "computed nothing that proves it right, or not in the time it took"),
            sentence(Word.UNVERIFIED, "was not verified"),
            sentence(Word.UNAVAILABLE, "could not be started"))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> sentence(Word word, String predicate) {
    List<String> names =
        backends.stream().filter(b -> b.word() == word).map(b -> b.backend().name()).toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            listed(names)
                + " "
                + (names.size() == 1 ? predicate : predicate.replaceFirst("^was ", "were "))
                + ".");
  }

  private static String listed(List<String> names) {
    return names.size() == 1
        ? names.get(0)
        : names.stream().limit(names.size() - 1L).collect(Collectors.joining(", "))
            + " and "
            + names.get(names.size() - 1);
  }
}
