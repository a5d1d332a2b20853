package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
 * @param campaign how its random problems go on; null if there are none, or if it was merged
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
    @Nullable CampaignRecord campaign,
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
      @Nullable CampaignRecord campaign) {
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
        campaign,
        null);
  }

  /** The same run before anything was found, to go on with. */
  public RunRecord anew() {
    return begin(id, started, command, seed, tries, assay, machine, campaign);
  }

  /** Notes how far its random problems have come. */
  public RunRecord with(CampaignRecord.Position position) {
    CampaignRecord known = Objects.requireNonNull(campaign, "campaign");
    return new RunRecord(
        format,
        version,
        id,
        started,
        finished,
        state,
        command,
        seed,
        tries,
        assay,
        machine,
        backends,
        verifications,
        laws,
        pace,
        findings,
        measurements,
        contract,
        coverage,
        new CampaignRecord(
            known.arguments(),
            known.shard(),
            known.timeLimit(),
            put(known.positions(), position, CampaignRecord.Position::subject)),
        sources);
  }

  /** The run, ended. */
  public RunRecord end(RunState how, Instant when) {
    return copy(
        when, how, backends, verifications, laws, pace, findings, measurements, contract, coverage);
  }

  public RunRecord with(BackendRecord more) {
    return copy(
        finished,
        state,
        put(backends, more, BackendRecord::name),
        verifications,
        laws,
        pace,
        findings,
        measurements,
        contract,
        coverage);
  }

  public RunRecord with(VerificationRecord more) {
    return copy(
        finished,
        state,
        backends,
        put(verifications, more, VerificationRecord::subject),
        laws,
        pace,
        findings,
        measurements,
        contract,
        coverage);
  }

  public RunRecord with(LawRecord more) {
    return copy(
        finished,
        state,
        backends,
        verifications,
        put(laws, more, LawRecord::subject),
        pace,
        findings,
        measurements,
        contract,
        coverage);
  }

  public RunRecord with(PaceRecord more) {
    return copy(
        finished,
        state,
        backends,
        verifications,
        laws,
        put(pace, more, PaceRecord::subject),
        findings,
        measurements,
        contract,
        coverage);
  }

  public RunRecord with(FindingRecord more) {
    return copy(
        finished,
        state,
        backends,
        verifications,
        laws,
        pace,
        put(findings, more, FindingRecord::subject),
        measurements,
        contract,
        coverage);
  }

  public RunRecord with(MeasurementRecord more) {
    return copy(
        finished,
        state,
        backends,
        verifications,
        laws,
        pace,
        findings,
        put(measurements, more, MeasurementRecord::subject),
        contract,
        coverage);
  }

  public RunRecord with(ContractRecord more) {
    return copy(
        finished,
        state,
        backends,
        verifications,
        laws,
        pace,
        findings,
        measurements,
        put(contract, more, ContractRecord::subject),
        coverage);
  }

  public RunRecord with(CoverageRecord more) {
    return copy(
        finished,
        state,
        backends,
        verifications,
        laws,
        pace,
        findings,
        measurements,
        contract,
        put(coverage, more, CoverageRecord::subject));
  }

  /** How long the run took, if it has ended. */
  @JsonIgnore
  public @Nullable Duration duration() {
    return finished == null ? null : Duration.between(started, finished);
  }

  private RunRecord copy(
      @Nullable Instant newFinished,
      RunState newState,
      List<BackendRecord> newBackends,
      List<VerificationRecord> newVerifications,
      List<LawRecord> newLaws,
      List<PaceRecord> newPace,
      List<FindingRecord> newFindings,
      List<MeasurementRecord> newMeasurements,
      List<ContractRecord> newContract,
      List<CoverageRecord> newCoverage) {
    return new RunRecord(
        format,
        version,
        id,
        started,
        newFinished,
        newState,
        command,
        seed,
        tries,
        assay,
        machine,
        newBackends,
        newVerifications,
        newLaws,
        newPace,
        newFindings,
        newMeasurements,
        newContract,
        newCoverage,
        campaign,
        sources);
  }

  private static <T> List<T> put(List<T> list, T element, Function<T, Object> key) {
    List<T> result = new ArrayList<>(list);
    for (int i = 0; i < result.size(); i++) {
      if (key.apply(result.get(i)).equals(key.apply(element))) {
        result.set(i, element);
        return result;
      }
    }
    result.add(element);
    return result;
  }
}
