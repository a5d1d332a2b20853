package dev.assay.reports.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/** Joins what runs found that have no problem in common. */
final class Join {
  private Join() {}

  /** What both found, as the later run; of what is in both but cannot be added, the later's. */
  static RunRecord of(RunRecord earlier, RunRecord later) {
    return as(later, earlier, later);
  }

  /** The same as the first run. */
  static RunRecord into(RunRecord run, RunRecord more) {
    return as(run, run, more);
  }

  private static RunRecord as(RunRecord identity, RunRecord earlier, RunRecord later) {
    return new RunRecord(
        identity.format(),
        identity.version(),
        identity.id(),
        identity.started(),
        identity.finished(),
        identity.state(),
        identity.command(),
        identity.seed(),
        identity.tries(),
        identity.assay(),
        identity.machine(),
        join(earlier.backends(), later.backends(), BackendRecord::name, BackendRecord::plus),
        join(
            earlier.verifications(),
            later.verifications(),
            VerificationRecord::subject,
            VerificationRecord::plus),
        join(earlier.laws(), later.laws(), LawRecord::subject, LawRecord::plus),
        join(earlier.pace(), later.pace(), PaceRecord::subject, PaceRecord::plus),
        join(earlier.findings(), later.findings(), FindingRecord::kind, FindingRecord::plus),
        join(
            earlier.measurements(),
            later.measurements(),
            MeasurementRecord::subject,
            (before, after) -> after),
        join(
            earlier.contract(),
            later.contract(),
            ContractRecord::subject,
            (before, after) -> after),
        join(earlier.coverage(), later.coverage(), CoverageRecord::subject, CoverageRecord::plus),
        join(earlier.threads(), later.threads(), ThreadsRecord::subject, (before, after) -> after),
        join(earlier.proofs(), later.proofs(), ProofRecord::subject, (before, after) -> after),
        join(
            earlier.training(),
            later.training(),
            TrainingRecord::subject,
            (before, after) -> after),
        join(earlier.roofs(), later.roofs(), RoofRecord::subject, (before, after) -> after),
        Stream.of(earlier, later).flatMap(run -> run.cards().stream()).toList(),
        identity.campaign(),
        identity.noise(),
        identity.sources());
  }

  private static <T> List<T> join(
      List<T> earlier, List<T> later, Function<T, Object> subject, BinaryOperator<T> plus) {
    Map<Object, T> joined = new LinkedHashMap<>();
    earlier.forEach(record -> joined.merge(subject.apply(record), record, plus));
    later.forEach(record -> joined.merge(subject.apply(record), record, plus));
    return new ArrayList<>(joined.values());
  }
}
