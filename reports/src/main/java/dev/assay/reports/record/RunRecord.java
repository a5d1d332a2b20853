package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.assay.verify.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one run. Immutable: whatever arrives makes a new record; a record about the
 * same subject replaces the one before.
 *
 * @param format always {@value #FORMAT}
 * @param version of the format
 * @param id the run's name, made of its start
 * @param finished when it ended; null while it runs
 * @param command the command line that started it
 * @param seed what all its problems derive from
 * @param tries random problems per operation and backend; 0 if nothing was verified, or as many as
 *     there was time for
 * @param assay version of Assay
 * @param contract what backends did with invalid problems
 * @param coverage which part of the parameter space random problems reached
 * @param threads whether results depend on how many threads compute them
 * @param proofs whether networks are what they are said to be
 * @param training how fast networks are trained and used
 * @param roofs how fast the machine is at most
 * @param cards what cards said of themselves meanwhile: one for each time that one was watched
 * @param campaign how its random problems go on; null if there are none, or if it was merged
 * @param noise how much runs differ by chance on this machine, as measured earlier
 * @param sources the runs it was merged from; null if it was not
 */
public record RunRecord(
    String format,
    int version,
    String id,
    Instant started,
    @Nullable Instant finished,
    RunState state,
    String command,
    long seed,
    int tries,
    String assay,
    MachineRecord machine,
    List<BackendRecord> backends,
    List<VerificationRecord> verifications,
    List<LawRecord> laws,
    List<PaceRecord> pace,
    List<FindingRecord> findings,
    List<MeasurementRecord> measurements,
    List<ContractRecord> contract,
    List<CoverageRecord> coverage,
    List<ThreadsRecord> threads,
    List<ProofRecord> proofs,
    List<WholeNetworkRecord> training,
    List<RoofRecord> roofs,
    List<CardRecord> cards,
    @Nullable CampaignRecord campaign,
    List<NoiseRecord> noise,
    @Nullable List<SourceRecord> sources) {

  public static final String FORMAT = "assay-run";

  /** Raised whenever a reader of the version before would misunderstand the new one. */
  public static final int VERSION = 1;

  public RunRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(started, "started");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(assay, "assay");
    Objects.requireNonNull(machine, "machine");
    backends = List.copyOf(backends);
    verifications = List.copyOf(verifications);
    laws = List.copyOf(laws);
    pace = List.copyOf(pace);
    findings = List.copyOf(findings);
    measurements = List.copyOf(measurements);
    contract = List.copyOf(contract);
    coverage = List.copyOf(coverage);
    threads = List.copyOf(threads);
    proofs = List.copyOf(proofs);
    training = List.copyOf(training);
    roofs = List.copyOf(roofs);
    cards = List.copyOf(cards);
    noise = List.copyOf(noise);
    sources = sources == null ? null : List.copyOf(sources);
  }

  /** A run that has just begun. */
  public static RunRecord begin(
      String id,
      Instant started,
      String command,
      long seed,
      int tries,
      String assay,
      MachineRecord machine,
      @Nullable CampaignRecord campaign,
      List<NoiseRecord> noise) {
    return new RunRecord(
        FORMAT,
        VERSION,
        id,
        started,
        null,
        RunState.RUNNING,
        command,
        seed,
        tries,
        assay,
        machine,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        campaign,
        noise,
        null);
  }

  /** The same run before anything was found, to go on with. */
  public RunRecord anew() {
    return begin(id, started, command, seed, tries, assay, machine, campaign, noise);
  }

  /** Notes how far its random problems have come. */
  public RunRecord with(CampaignRecord.Position position) {
    CampaignRecord known = Objects.requireNonNull(campaign, "campaign");
    return change(draft -> draft.campaign = known.with(position));
  }

  /** The run as far as it came before, and what was found since it was begun {@link #anew}. */
  RunRecord goneOnWith(RunRecord later) {
    return change(
        draft -> {
          draft.goOn(later);
          draft.finished = later.finished;
          draft.state = later.state;
          draft.campaign = later.campaign;
        });
  }

  /** With what another run found that has no problem in common with this one. */
  RunRecord plus(RunRecord more) {
    return change(draft -> draft.merge(more));
  }

  /** The same, told to be made of these. */
  RunRecord mergedFrom(List<SourceRecord> runs) {
    return change(draft -> draft.sources = runs);
  }

  /** The run, ended. */
  public RunRecord end(RunState how, Instant when) {
    return change(
        draft -> {
          draft.state = how;
          draft.finished = when;
        });
  }

  public RunRecord with(BackendRecord more) {
    return change(draft -> RunDraft.put(draft.backends, more, BackendRecord::name));
  }

  public RunRecord with(VerificationRecord more) {
    return change(draft -> RunDraft.put(draft.verifications, more, VerificationRecord::subject));
  }

  public RunRecord with(LawRecord more) {
    return change(draft -> RunDraft.put(draft.laws, more, LawRecord::subject));
  }

  public RunRecord with(PaceRecord more) {
    return change(draft -> RunDraft.put(draft.pace, more, PaceRecord::subject));
  }

  public RunRecord with(FindingRecord more) {
    return change(draft -> RunDraft.put(draft.findings, more, FindingRecord::subject));
  }

  public RunRecord with(MeasurementRecord more) {
    return change(draft -> RunDraft.put(draft.measurements, more, MeasurementRecord::subject));
  }

  public RunRecord with(ContractRecord more) {
    return change(draft -> RunDraft.put(draft.contract, more, ContractRecord::subject));
  }

  public RunRecord with(CoverageRecord more) {
    return change(draft -> RunDraft.put(draft.coverage, more, CoverageRecord::subject));
  }

  public RunRecord with(ThreadsRecord more) {
    return change(draft -> RunDraft.put(draft.threads, more, ThreadsRecord::subject));
  }

  public RunRecord with(ProofRecord more) {
    return change(draft -> RunDraft.put(draft.proofs, more, ProofRecord::subject));
  }

  public RunRecord with(WholeNetworkRecord more) {
    return change(draft -> RunDraft.put(draft.training, more, WholeNetworkRecord::subject));
  }

  public RunRecord with(RoofRecord more) {
    return change(draft -> RunDraft.put(draft.roofs, more, RoofRecord::subject));
  }

  public RunRecord with(CardRecord more) {
    return change(draft -> draft.cards.add(more));
  }

  /** The same without what it says of other backends than these. */
  public RunRecord only(Collection<String> names) {
    return change(draft -> draft.keep(names));
  }

  /**
   * The same without what is true of its machine alone: times, limits, and how its cards fared.
   * What a backend computed there is right or wrong all the same.
   */
  RunRecord withoutMachine() {
    return change(
        draft -> {
          draft.measurements.replaceAll(MeasurementRecord::untimed);
          draft.training.replaceAll(WholeNetworkRecord::untimed);
          draft.roofs.removeIf(roof -> !roof.isWrong());
          draft.cards.clear();
        });
  }

  /**
   * Which backends' operations were given up because too many problems killed the backend, each
   * once; where runs were merged, in any of them.
   */
  public List<CampaignRecord.Position> givenUp() {
    Map<Object, CampaignRecord.Position> givenUp = new LinkedHashMap<>();
    Stream.concat(
            Stream.ofNullable(campaign).map(CampaignRecord::positions),
            Stream.ofNullable(sources)
                .flatMap(List::stream)
                .flatMap(source -> Stream.ofNullable(source.positions())))
        .flatMap(List::stream)
        .filter(CampaignRecord.Position::cutShort)
        .forEach(position -> givenUp.putIfAbsent(position.subject(), position));
    return List.copyOf(givenUp.values());
  }

  /**
   * Training and inference of networks that are proved; what is wrong with others, their proofs
   * say.
   */
  public List<WholeNetworkRecord> provedTraining() {
    List<ProofRecord> missing =
        proofs.stream().filter(proof -> proof.outcome() != Outcome.PASSED).toList();
    return training.stream().filter(t -> missing.stream().noneMatch(p -> p.proves(t))).toList();
  }

  /** What proves the network that was timed, on its backend and its number of threads. */
  public List<ProofRecord> proofsOf(WholeNetworkRecord timed) {
    return proofs.stream().filter(proof -> proof.proves(timed)).toList();
  }

  /**
   * All failures that no random problem, law or proof of a network counts: counterexamples of known
   * divergences that are wrong otherwise than is known, and what was found in a turn of random
   * problems that the backend did not survive.
   */
  public List<FindingRecord> uncountedFailures() {
    return findings.stream()
        .filter(finding -> finding.outcome().isWrong())
        .filter(f -> verifications.stream().filter(Judged::isWrong).noneMatch(f::isAbout))
        .filter(f -> laws.stream().filter(Judged::isWrong).noneMatch(f::isAbout))
        .filter(f -> proofs.stream().noneMatch(f::isAbout))
        .toList();
  }

  /** What backends made of the machine's limits; the loop in plain Java beside them is none. */
  public List<RoofRecord> roofsOfBackends() {
    Set<String> names = backends.stream().map(BackendRecord::name).collect(Collectors.toSet());
    return roofs.stream().filter(roof -> names.contains(roof.backend())).toList();
  }

  /** Names of the backends that did something wrong that nobody knew of. */
  @JsonIgnore
  public Set<String> wrongBackends() {
    return backendsWith(Judged::isWrong, Outcome::isWrong);
  }

  /** Those of them that did more of it than to crash, or to run out of time. */
  public Set<String> backendsThatAnswerWrongly() {
    return backendsWith(Judged::answersWrongly, Outcome.FAILED::equals);
  }

  private Set<String> backendsWith(Predicate<Judged> what, Predicate<Outcome> whatWasFound) {
    Stream<String> judged =
        Stream.of(verifications, laws, threads, measurements, proofs, training, roofsOfBackends())
            .flatMap(List::stream)
            .filter(what)
            .map(Judged::backend);
    // Some are counted nowhere else.
    Stream<String> found =
        findings.stream()
            .filter(finding -> whatWasFound.test(finding.outcome()))
            .map(FindingRecord::backend);
    return Stream.concat(judged, found).collect(Collectors.toSet());
  }

  /** Names of the backends that could be started. */
  @JsonIgnore
  public List<String> startedBackends() {
    return backends.stream()
        .filter(backend -> backend.error() == null)
        .map(BackendRecord::name)
        .toList();
  }

  /** Whether every backend could be started. */
  public boolean allBackendsStarted() {
    return startedBackends().size() == backends.size();
  }

  /** Whether no backend was lost before all that was asked of it had its turn. */
  public boolean allBackendsLasted() {
    return backends.stream().allMatch(backend -> backend.ended() == null);
  }

  /** How long the run took, if it has ended. */
  @JsonIgnore
  public @Nullable Duration duration() {
    return finished == null ? null : Duration.between(started, finished);
  }

  private RunRecord change(Consumer<RunDraft> change) {
    RunDraft draft = new RunDraft(this);
    change.accept(draft);
    return draft.record();
  }
}
