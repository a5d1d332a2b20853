package dev.assay.reports.job;

import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.record.Discreet;
import dev.assay.reports.record.ElementRecord;
import dev.assay.reports.record.FindingRecord;
import dev.assay.reports.record.Reproducer;
import dev.assay.spi.Symptom;
import dev.assay.verify.Finding;
import dev.assay.verify.Verdict;
import dev.assay.verify.law.Law;
import dev.assay.worker.Greeting;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what was found of one backend into records, each with the command that repeats it. */
final class Findings {
  private final String backend;
  private final Reproducer reproducer;
  private final List<Greeting.Divergence> divergences;

  Findings(String backend, Reproducer reproducer, List<Greeting.Divergence> divergences) {
    this.backend = backend;
    this.reproducer = reproducer;
    this.divergences = divergences;
  }

  /** As it stands in a run. */
  FindingRecord record(Finding finding) {
    Verdict first = finding.first();
    Verdict smallest = finding.smallest();
    Problem problem = smallest.problem();
    return new FindingRecord(
        backend,
        problem.operation().name(),
        problem.direction().toString(),
        smallest.outcome(),
        finding.law().map(Law::name).orElse(null),
        first.problem().toString(),
        problem.equals(first.problem()) ? null : problem.toString(),
        finding.occurrences(),
        Discreet.text(smallest.message()),
        finding.law().isPresent() ? null : element(smallest),
        smallest.divergence().map(this::known).orElse(null),
        finding
            .law()
            .map(law -> reproducer.law(law.name(), problem.toString()))
            .orElseGet(() -> reproducer.problem(problem.toString())),
        smallest.log().isEmpty() ? null : Discreet.text(smallest.log()));
  }

  private static @Nullable ElementRecord element(Verdict verdict) {
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
    return divergences.stream()
        .filter(divergence -> divergence.id().equals(id))
        .map(
            d ->
                new FindingRecord.Divergence(
                    d.id(),
                    d.reason(),
                    d.links(),
                    d.symptoms().stream().map(Symptom::toString).toList()))
        .findFirst()
        .orElse(null);
  }
}
