package dev.assay.reports.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run while it is changed: what of it may change, and how findings are put together. */
final class RunDraft {
  private final RunRecord run;
  @Nullable Instant finished;
  RunState state;
  final List<BackendRecord> backends;
  final List<VerificationRecord> verifications;
  final List<LawRecord> laws;
  final List<PaceRecord> pace;
  final List<FindingRecord> findings;
  final List<MeasurementRecord> measurements;
  final List<ContractRecord> contract;
  final List<CoverageRecord> coverage;
  final List<ThreadsRecord> threads;
  final List<ProofRecord> proofs;
  final List<WholeNetworkRecord> training;
  final List<RoofRecord> roofs;
  final List<CardRecord> cards;
  @Nullable CampaignRecord campaign;
  @Nullable List<SourceRecord> sources;

  RunDraft(RunRecord run) {
    this.run = run;
    finished = run.finished();
    state = run.state();
    backends = new ArrayList<>(run.backends());
    verifications = new ArrayList<>(run.verifications());
    laws = new ArrayList<>(run.laws());
    pace = new ArrayList<>(run.pace());
    findings = new ArrayList<>(run.findings());
    measurements = new ArrayList<>(run.measurements());
    contract = new ArrayList<>(run.contract());
    coverage = new ArrayList<>(run.coverage());
    threads = new ArrayList<>(run.threads());
    proofs = new ArrayList<>(run.proofs());
    training = new ArrayList<>(run.training());
    roofs = new ArrayList<>(run.roofs());
    cards = new ArrayList<>(run.cards());
    campaign = run.campaign();
    sources = run.sources();
  }

  RunRecord record() {
    return new RunRecord(
        run.format(),
        run.version(),
        run.id(),
        run.started(),
        finished,
        state,
        run.command(),
        run.seed(),
        run.tries(),
        run.assay(),
        run.machine(),
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
        run.noise(),
        sources);
  }

  /**
   * Goes on with what the same run found later. What cannot be added it has done again, and that
   * counts.
   */
  void goOn(RunRecord later) {
    join(backends, later.backends(), BackendRecord::name, BackendRecord::goneOnWith);
    add(later, RunDraft::later);
    join(contract, later.contract(), ContractRecord::subject, (before, after) -> after);
  }

  /**
   * Adds what another run found that has no problem in common with this one. Of what is in both but
   * cannot be added, its own counts, unless it takes back that something is wrong: on another
   * machine, or with other numbers, it still is.
   */
  void merge(RunRecord more) {
    join(backends, more.backends(), BackendRecord::name, BackendRecord::plus);
    add(more, RunDraft::wrong);
    join(
        contract,
        more.contract(),
        ContractRecord::subject,
        (before, after) -> before.outcome().isWrong() ? before : after);
  }

  private void add(RunRecord more, Choice choice) {
    join(
        verifications, more.verifications(), VerificationRecord::subject, VerificationRecord::plus);
    join(laws, more.laws(), LawRecord::subject, LawRecord::plus);
    join(pace, more.pace(), PaceRecord::subject, PaceRecord::plus);
    join(findings, more.findings(), FindingRecord::kind, FindingRecord::plus);
    join(measurements, more.measurements(), MeasurementRecord::subject, choice::of);
    join(coverage, more.coverage(), CoverageRecord::subject, CoverageRecord::plus);
    join(threads, more.threads(), ThreadsRecord::subject, choice::of);
    join(proofs, more.proofs(), ProofRecord::subject, choice::of);
    join(training, more.training(), WholeNetworkRecord::subject, choice::of);
    join(roofs, more.roofs(), RoofRecord::subject, choice::of);
    cards.addAll(more.cards());
  }

  /** Leaves out what is said of other backends than these. */
  void keep(Collection<String> names) {
    keep(backends, BackendRecord::name, names);
    keep(verifications, VerificationRecord::backend, names);
    keep(laws, LawRecord::backend, names);
    keep(pace, PaceRecord::backend, names);
    keep(findings, FindingRecord::backend, names);
    keep(measurements, MeasurementRecord::backend, names);
    keep(contract, ContractRecord::backend, names);
    keep(coverage, CoverageRecord::backend, names);
    keep(threads, ThreadsRecord::backend, names);
    keep(proofs, ProofRecord::backend, names);
    keep(training, WholeNetworkRecord::backend, names);
    keep(roofs, RoofRecord::backend, names);
  }

  private static <T> void keep(List<T> list, Function<T, String> name, Collection<String> names) {
    list.removeIf(element -> !names.contains(name.apply(element)));
  }

  private static <T> void join(
      List<T> list, List<T> more, Function<T, Object> subject, BinaryOperator<T> plus) {
    Map<Object, T> joined = new LinkedHashMap<>();
    Stream.concat(list.stream(), more.stream())
        .forEach(element -> joined.merge(subject.apply(element), element, plus));
    list.clear();
    list.addAll(joined.values());
  }

  /** Which of two results of the same counts. */
  private interface Choice {
    <T extends Judged> T of(T before, T after);
  }

  private static <T extends Judged> T later(T before, T after) {
    return after;
  }

  private static <T extends Judged> T wrong(T before, T after) {
    return before.isWrong() ? before : after;
  }

  /** Replaces the element about the same subject, or appends it. */
  static <T> void put(List<T> list, T element, Function<T, Object> subject) {
    for (int i = 0; i < list.size(); i++) {
      if (subject.apply(list.get(i)).equals(subject.apply(element))) {
        list.set(i, element);
        return;
      }
    }
    list.add(element);
  }
}
