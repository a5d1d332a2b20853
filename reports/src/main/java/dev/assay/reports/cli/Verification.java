package dev.assay.reports.cli;

import dev.assay.host.Crew;
import dev.assay.host.Descriptor;
import dev.assay.reference.numeric.ErrorDistribution;
import dev.assay.reference.numeric.PrecisionClass;
import dev.assay.reference.op.Direction;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.record.ElementRecord;
import dev.assay.reports.record.FindingRecord;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.PaceRecord;
import dev.assay.reports.record.Precision;
import dev.assay.reports.record.Tally;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.reports.record.Worst;
import dev.assay.verify.Finding;
import dev.assay.verify.OperationReport;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import dev.assay.verify.law.Law;
import dev.assay.worker.Greeting;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Verifies one backend and enters what it finds into the run. */
final class Verification {
  private final RunSession session;
  private final Descriptor descriptor;
  private final BackendOptions options;
  private final Crew crew;
  private final Verifier verifier;

  Verification(RunSession session, Descriptor descriptor, BackendOptions options, Crew crew) {
    this.session = session;
    this.descriptor = descriptor;
    this.options = options;
    this.crew = crew;
    this.verifier = new Verifier(crew);
  }

  private String backend() {
    return descriptor.requestedName();
  }

  /** Replays the pinned counterexamples, then tries random problems of each operation. */
  void verify(List<String> operations, int tries, long seed) {
    try (Progress progress =
        new Progress("verifying " + backend(), (long) tries * operations.size())) {
      for (Greeting.Divergence divergence : crew.divergences()) {
        if (operations.contains(divergence.counterexample().operation().name())) {
          replay(divergence);
        }
      }
      long before = 0;
      for (String operation : operations) {
        progress.note(operation);
        OperationReport report =
            verifier.verify(operation, tries, seed, verdict -> progress.step());
        record(report);
        before += tries;
        progress.to(before);
      }
    }
  }

  private void replay(Greeting.Divergence divergence) {
    Verdict verdict = verifier.verify(divergence.counterexample());
    Verdict judged =
        verdict.isFailure()
            ? verdict
            : new Verdict(
                verdict.problem(),
                Outcome.UNEXPECTED_PASS,
                "passes, though it is known to fail",
                verdict.worst(),
                verdict.errors(),
                Optional.of(divergence.id()),
                verdict.repeatable(),
                "");
    enter(new Finding(judged, judged, Optional.empty(), 1));
  }

  private void record(OperationReport report) {
    String operation = report.operation();
    report
        .directions()
        .forEach(
            (direction, tally) ->
                session.update(run -> run.with(verification(operation, direction, tally))));
    report
        .laws()
        .forEach((law, tally) -> session.update(run -> run.with(law(operation, law, tally))));
    session.update(
        run -> run.with(new PaceRecord(backend(), operation, report.tries(), report.seconds())));
    // Known divergences are represented by their pinned counterexamples.
    report.findings().stream()
        .filter(finding -> finding.first().outcome() != Outcome.KNOWN)
        .forEach(this::enter);
  }

  private VerificationRecord verification(
      String operation, Direction direction, dev.assay.verify.Tally tally) {
    return new VerificationRecord(
        backend(),
        operation,
        direction.toString(),
        tally.tries(),
        new Tally(tally.outcomes()),
        tally.unsupported(),
        worst(tally),
        precision(tally));
  }

  private static @Nullable Precision precision(dev.assay.verify.Tally tally) {
    ErrorDistribution errors = tally.errors();
    return PrecisionClass.of(errors)
        .map(
            arithmetic ->
                new Precision(
                    arithmetic.toString(), errors.median(), errors.maximum(), errors.total()))
        .orElse(null);
  }

  private LawRecord law(String operation, Law law, dev.assay.verify.Tally tally) {
    return new LawRecord(
        backend(), law.name(), operation, tally.tries(), new Tally(tally.outcomes()), worst(tally));
  }

  private static @Nullable Worst worst(dev.assay.verify.Tally tally) {
    return tally
        .worst()
        .map(
            extreme ->
                new Worst(
                    extreme.element().share(),
                    extreme.problem().fill() == Fill.INTEGER ? "exact-sums" : "rounded-sums",
                    extreme.problem().toString()))
        .orElse(null);
  }

  private void enter(Finding finding) {
    Verdict first = finding.first();
    Verdict smallest = finding.smallest();
    Problem problem = smallest.problem();
    FindingRecord found =
        new FindingRecord(
            backend(),
            problem.operation().name(),
            problem.direction().toString(),
            smallest.outcome(),
            finding.law().map(Law::name).orElse(null),
            first.problem().toString(),
            problem.equals(first.problem()) ? null : problem.toString(),
            finding.occurrences(),
            smallest.message(),
            finding.law().isPresent() ? null : element(smallest),
            smallest.divergence().map(this::known).orElse(null),
            reproduce(problem, finding.law()),
            smallest.log().isEmpty() ? null : smallest.log());
    session.update(run -> run.with(found));
  }

  private @Nullable ElementRecord element(Verdict verdict) {
    if (verdict.worst().isEmpty()) {
      return null;
    }
    Comparison.Worst worst = verdict.worst().get();
    Problem.Result result = verdict.problem().results().get(worst.result());
    return new ElementRecord(
        result.name(),
        Arrays.stream(result.shape().toArray()).boxed().collect(Collectors.toList()),
        worst.index(),
        worst.expected(),
        worst.actual(),
        worst.bound(),
        worst.share());
  }

  private FindingRecord.@Nullable Divergence known(String id) {
    return crew.divergences().stream()
        .filter(divergence -> divergence.id().equals(id))
        .map(d -> new FindingRecord.Divergence(d.id(), d.reason(), d.link()))
        .findFirst()
        .orElse(null);
  }

  private String reproduce(Problem problem, Optional<Law> law) {
    return "./assay replay "
        + options.reproduce(descriptor)
        + law.map(l -> " --law " + l.name()).orElse("")
        + " \""
        + problem
        + "\"";
  }
}
