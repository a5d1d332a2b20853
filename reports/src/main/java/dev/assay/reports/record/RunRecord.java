package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
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
 * @param training how fast networks are trained
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
    List<TrainingRecord> training,
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
    contract = contract == null ? List.of() : List.copyOf(contract); // older runs have none
    coverage = coverage == null ? List.of() : List.copyOf(coverage);
    threads = threads == null ? List.of() : List.copyOf(threads);
    proofs = proofs == null ? List.of() : List.copyOf(proofs);
    training = training == null ? List.of() : List.copyOf(training);
    noise = noise == null ? List.of() : List.copyOf(noise);
    roofs = roofs == null ? List.of() : List.copyOf(roofs);
    cards = cards == null ? List.of() : List.copyOf(cards);
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
    List<CampaignRecord.Position> positions = new ArrayList<>(known.positions());
    put(positions, position, CampaignRecord.Position::subject);
    return change(
        draft ->
            draft.campaign =
                new CampaignRecord(known.arguments(), known.shard(), known.timeLimit(), positions));
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
    return change(draft -> put(draft.backends, more, BackendRecord::name));
  }

  public RunRecord with(VerificationRecord more) {
    return change(draft -> put(draft.verifications, more, VerificationRecord::subject));
  }

  public RunRecord with(LawRecord more) {
    return change(draft -> put(draft.laws, more, LawRecord::subject));
  }

  public RunRecord with(PaceRecord more) {
    return change(draft -> put(draft.pace, more, PaceRecord::subject));
  }

  public RunRecord with(FindingRecord more) {
    return change(draft -> put(draft.findings, more, FindingRecord::subject));
  }

  public RunRecord with(MeasurementRecord more) {
    return change(draft -> put(draft.measurements, more, MeasurementRecord::subject));
  }

  public RunRecord with(ContractRecord more) {
    return change(draft -> put(draft.contract, more, ContractRecord::subject));
  }

  public RunRecord with(CoverageRecord more) {
    return change(draft -> put(draft.coverage, more, CoverageRecord::subject));
  }

  public RunRecord with(ThreadsRecord more) {
    return change(draft -> put(draft.threads, more, ThreadsRecord::subject));
  }

  public RunRecord with(ProofRecord more) {
    return change(draft -> put(draft.proofs, more, ProofRecord::subject));
  }

  public RunRecord with(TrainingRecord more) {
    return change(draft -> put(draft.training, more, TrainingRecord::subject));
  }

  public RunRecord with(RoofRecord more) {
    return change(draft -> put(draft.roofs, more, RoofRecord::subject));
  }

  public RunRecord with(CardRecord more) {
    return change(draft -> draft.cards.add(more));
  }

  /** The same without what is true of its machine alone: its limits, and how its cards fared. */
  RunRecord withoutMachine() {
    return change(
        draft -> {
          draft.roofs.clear();
          draft.cards.clear();
        });
  }

  /** Which backends' operations were given up because too many problems killed the backend. */
  public List<CampaignRecord.Position> givenUp() {
    return campaign == null
        ? List.of()
        : campaign.positions().stream().filter(CampaignRecord.Position::cutShort).toList();
  }

  /** Names of the backends that could be started. */
  @JsonIgnore
  public List<String> startedBackends() {
    return backends.stream()
        .filter(backend -> backend.error() == null)
        .map(BackendRecord::name)
        .toList();
  }

  /** How long the run took, if it has ended. */
  @JsonIgnore
  public @Nullable Duration duration() {
    return finished == null ? null : Duration.between(started, finished);
  }

  private RunRecord change(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.record();
  }

  /** What of a run may change. */
  private static final class Draft {
    private final RunRecord run;
    private RunState state;
    private @Nullable Instant finished;
    private @Nullable CampaignRecord campaign;
    private final List<BackendRecord> backends;
    private final List<VerificationRecord> verifications;
    private final List<LawRecord> laws;
    private final List<PaceRecord> pace;
    private final List<FindingRecord> findings;
    private final List<MeasurementRecord> measurements;
    private final List<ContractRecord> contract;
    private final List<CoverageRecord> coverage;
    private final List<ThreadsRecord> threads;
    private final List<ProofRecord> proofs;
    private final List<TrainingRecord> training;
    private final List<RoofRecord> roofs;
    private final List<CardRecord> cards;

    Draft(RunRecord run) {
      this.run = run;
      state = run.state;
      finished = run.finished;
      campaign = run.campaign;
      backends = new ArrayList<>(run.backends);
      verifications = new ArrayList<>(run.verifications);
      laws = new ArrayList<>(run.laws);
      pace = new ArrayList<>(run.pace);
      findings = new ArrayList<>(run.findings);
      measurements = new ArrayList<>(run.measurements);
      contract = new ArrayList<>(run.contract);
      coverage = new ArrayList<>(run.coverage);
      threads = new ArrayList<>(run.threads);
      proofs = new ArrayList<>(run.proofs);
      training = new ArrayList<>(run.training);
      roofs = new ArrayList<>(run.roofs);
      cards = new ArrayList<>(run.cards);
    }

    RunRecord record() {
      return new RunRecord(
          run.format,
          run.version,
          run.id,
          run.started,
          finished,
          state,
          run.command,
          run.seed,
          run.tries,
          run.assay,
          run.machine,
          backends,
          verifications,
          laws,
          pace,
          findings,
          measurements,
          contract,
          coverage,
          threads,
          proofs,
          training,
          roofs,
          cards,
          campaign,
          run.noise,
          run.sources);
    }
  }

  /** Replaces the element about the same subject, or appends it. */
  private static <T> void put(List<T> list, T element, Function<T, Object> key) {
    for (int i = 0; i < list.size(); i++) {
      if (key.apply(list.get(i)).equals(key.apply(element))) {
        list.set(i, element);
        return;
      }
    }
    list.add(element);
  }
}
