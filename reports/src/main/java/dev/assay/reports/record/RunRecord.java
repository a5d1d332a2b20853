package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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
 * @param tries random problems per operation and backend; 0 if nothing was verified
 * @param assay version of Assay
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
    List<MeasurementRecord> measurements) {

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
  }

  /** A run that has just begun. */
  public static RunRecord begin(
      String id,
      Instant started,
      String command,
      long seed,
      int tries,
      String assay,
      MachineRecord machine) {
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
        List.of());
  }

  /** The run, ended. */
  public RunRecord end(RunState how, Instant when) {
    return copy(when, how, backends, verifications, laws, pace, findings, measurements);
  }

  public RunRecord with(BackendRecord backend) {
    return copy(
        finished,
        state,
        put(backends, backend, BackendRecord::name),
        verifications,
        laws,
        pace,
        findings,
        measurements);
  }

  public RunRecord with(VerificationRecord verification) {
    return copy(
        finished,
        state,
        backends,
        put(verifications, verification, v -> List.of(v.backend(), v.operation(), v.direction())),
        laws,
        pace,
        findings,
        measurements);
  }

  public RunRecord with(LawRecord law) {
    return copy(
        finished,
        state,
        backends,
        verifications,
        put(laws, law, l -> List.of(l.backend(), l.law(), l.operation())),
        pace,
        findings,
        measurements);
  }

  public RunRecord with(PaceRecord newPace) {
    return copy(
        finished,
        state,
        backends,
        verifications,
        laws,
        put(pace, newPace, p -> List.of(p.backend(), p.operation())),
        findings,
        measurements);
  }

  /** Adds a finding; findings never replace one another. */
  public RunRecord with(FindingRecord finding) {
    return copy(
        finished,
        state,
        backends,
        verifications,
        laws,
        pace,
        Stream.concat(findings.stream(), Stream.of(finding)).toList(),
        measurements);
  }

  public RunRecord with(MeasurementRecord measurement) {
    return copy(
        finished,
        state,
        backends,
        verifications,
        laws,
        pace,
        findings,
        put(
            measurements,
            measurement,
            m -> List.of(m.backend(), m.network(), m.layer(), m.problem())));
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
      List<MeasurementRecord> newMeasurements) {
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
        newMeasurements);
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
