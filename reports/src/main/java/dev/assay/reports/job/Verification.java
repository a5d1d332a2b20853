package dev.assay.reports.job;

import dev.assay.host.Crew;
import dev.assay.host.HostException;
import dev.assay.reference.op.Direction;
import dev.assay.reports.console.Progress;
import dev.assay.reports.record.CampaignRecord.Position;
import dev.assay.reports.record.ContractRecord;
import dev.assay.reports.record.CoverageRecord;
import dev.assay.reports.record.FindingRecord;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.PaceRecord;
import dev.assay.reports.record.Precision;
import dev.assay.reports.record.Reproducer;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.reports.record.WorstRecord;
import dev.assay.verify.Finding;
import dev.assay.verify.OperationReport;
import dev.assay.verify.Outcome;
import dev.assay.verify.Tally;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import dev.assay.verify.contract.ErrorContract;
import dev.assay.verify.contract.InvalidProblem;
import dev.assay.verify.generate.Coverage;
import dev.assay.verify.law.Law;
import dev.assay.worker.Greeting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Verifies one backend and enters what it finds into the run. */
final class Verification {
  private final RunSession session;
  private final String backend;
  private final Reproducer reproducer;
  private final Crew crew;
  private final Verifier verifier;
  private final Findings findings;

  /** Verifies a backend that the run knows. */
  Verification(RunSession session, String backend, Crew crew) {
    this.session = session;
    this.backend = backend;
    this.crew = crew;
    this.verifier = new Verifier(crew::execute);
    this.reproducer = Reproducer.ofRandom(session.run(), backend);
    this.findings = new Findings(backend, reproducer, crew.divergences());
  }

  /**
   * Replays the pinned counterexamples, then tries random problems of each operation in turn, so
   * that all have had about as many whenever it ends.
   */
  void verify(VerificationPlan plan, long seed, TimeShare time) {
    List<Position> known = positions();
    List<Position> starts = starts(plan, known);
    List<InvalidProblem> invalid = invalidProblems(plan.operations());
    try (Progress progress = new Progress("verifying " + backend, total(plan, starts))) {
      List<Course> courses =
          starts.stream().map(start -> course(plan, seed, start, progress)).toList();
      if (known.isEmpty()) {
        crew.divergences().stream()
            .filter(d -> plan.operations().contains(d.counterexample().operation().name()))
            .forEach(this::replay);
      }
      takeTurns(courses, plan, () -> time.isOver(secondsFor(invalid.size())), progress);
      metInOtherOperations().forEach(this::replay);
      progress.note("invalid problems");
      tryInvalidProblems(invalid);
    }
  }

  /** From where each operation goes on that has not come to its end. */
  private List<Position> starts(VerificationPlan plan, List<Position> known) {
    return plan.operations().stream()
        .map(
            operation ->
                known.stream()
                    .filter(position -> position.operation().equals(operation))
                    .findFirst()
                    .orElse(new Position(backend, operation, 0, 0, false)))
        .filter(start -> start.position() < plan.end() && !start.cutShort())
        .toList();
  }

  /** How many problems there are to try; negative if as many as there is time for. */
  private static long total(VerificationPlan plan, List<Position> starts) {
    return plan.tries() == null
        ? -1
        : starts.stream()
            .mapToLong(start -> plan.shard().count(start.position(), plan.end()))
            .sum();
  }

  private Course course(VerificationPlan plan, long seed, Position start, Progress progress) {
    return new Course(
        verifier.campaign(
            start.operation(), seed, plan.shard(), start.position(), verdict -> progress.step()),
        start);
  }

  /** Each operation in turn, the one that is furthest behind first; one turn each in any case. */
  private void takeTurns(
      List<Course> courses, VerificationPlan plan, BooleanSupplier isOver, Progress progress) {
    List<Course> open = new ArrayList<>(courses);
    while (!open.isEmpty()) {
      Course next = Collections.min(open, Comparator.comparing(c -> c.position().position()));
      Position position = next.position();
      if (position.position() > 0 && isOver.getAsBoolean()) {
        return;
      }
      progress.note(position.operation());
      advance(next, Turns.after(position.position(), plan.end(), plan.shard()));
      if (next.position().position() >= plan.end() || next.position().cutShort()) {
        open.remove(next);
      }
    }
  }

  /**
   * One turn. Of one that a dead backend cuts off, only failures are recorded, the one that it died
   * of among them: whoever goes on with the run tries the turn's problems again, and would count
   * them twice.
   */
  private void advance(Course course, long end) {
    try {
      OperationReport report = course.advance(end);
      record(report, course.position());
    } catch (HostException e) {
      session.update(run -> with(run, course.findings()));
      throw e;
    }
  }

  /** Those that an earlier part of the run has not tried. */
  private List<InvalidProblem> invalidProblems(List<String> operations) {
    Set<String> known =
        session.run().contract().stream()
            .filter(tried -> tried.backend().equals(backend))
            .map(ContractRecord::name)
            .collect(Collectors.toSet());
    return InvalidProblem.all().stream()
        .filter(invalid -> operations.contains(invalid.problem().operation().name()))
        .filter(invalid -> !known.contains(invalid.name()))
        .toList();
  }

  /** Last of all, because nobody knows what they do to a process. */
  private void tryInvalidProblems(List<InvalidProblem> problems) {
    ErrorContract contract = new ErrorContract(crew::executeInOrder);
    for (InvalidProblem invalid : problems) {
      ContractRecord tried = record(invalid, contract.verify(invalid));
      session.update(run -> run.with(tried));
    }
  }

  /** What so many problems will take if they take as long as those before. */
  private double secondsFor(int problems) {
    double seconds = 0;
    long tried = 0;
    for (PaceRecord pace : session.run().pace()) {
      if (pace.backend().equals(backend)) {
        seconds += pace.seconds();
        tried += pace.problems();
      }
    }
    return tried == 0 ? 0 : problems * seconds / tried;
  }

  private ContractRecord record(InvalidProblem invalid, Verdict verdict) {
    return new ContractRecord(
        backend,
        invalid.name(),
        invalid.problem().operation().name(),
        invalid.text(),
        invalid.reason(),
        verdict.outcome(),
        verdict.message(),
        reproducer.invalid(invalid.name()));
  }

  /** How far this backend came before it was interrupted. */
  private List<Position> positions() {
    return session.campaign().positions().stream()
        .filter(position -> position.backend().equals(backend))
        .toList();
  }

  private void replay(Greeting.Divergence divergence) {
    Verdict verdict = verifier.verify(divergence.counterexample());
    Verdict judged = verdict.isFailure() ? verdict : verdict.unexpected(divergence.id());
    FindingRecord found = findings.record(new Finding(judged, judged, Optional.empty(), 1));
    session.update(run -> run.with(found));
  }

  /**
   * Known divergences that were met, and whose counterexamples are of operations that nobody asked
   * for: nothing else would tell what they are.
   */
  private List<Greeting.Divergence> metInOtherOperations() {
    RunRecord own = session.run().only(List.of(backend));
    Set<String> met =
        own.verifications().stream()
            .flatMap(v -> v.known().keySet().stream())
            .collect(Collectors.toSet());
    Set<String> told =
        own.findings().stream()
            .map(FindingRecord::known)
            .filter(Objects::nonNull)
            .map(FindingRecord.Divergence::id)
            .collect(Collectors.toSet());
    return crew.divergences().stream()
        .filter(d -> met.contains(d.id()) && !told.contains(d.id()))
        .toList();
  }

  /** In one step: a position that is saved without its tallies, or they without it, would lie. */
  private void record(OperationReport report, Position position) {
    session.update(
        run -> {
          RunRecord next = run.with(position);
          for (var tally : report.directions().entrySet()) {
            next = next.with(verification(report.operation(), tally.getKey(), tally.getValue()));
          }
          for (var tally : report.laws().entrySet()) {
            next = next.with(law(report.operation(), tally.getKey(), tally.getValue()));
          }
          Coverage coverage = report.coverage();
          return with(next, report.findings())
              .with(
                  new CoverageRecord(
                      backend, report.operation(), coverage.values(), coverage.gaps()))
              .with(new PaceRecord(backend, report.operation(), report.tries(), report.seconds()));
        });
  }

  /** Known divergences are represented by their pinned counterexamples. */
  private RunRecord with(RunRecord run, List<Finding> found) {
    RunRecord next = run;
    for (Finding finding : found) {
      if (finding.first().outcome() != Outcome.KNOWN) {
        next = next.with(findings.record(finding));
      }
    }
    return next;
  }

  private VerificationRecord verification(String operation, Direction direction, Tally tally) {
    return new VerificationRecord(
        backend,
        operation,
        direction.toString(),
        tally.tries(),
        new OutcomeCounts(tally.outcomes()),
        tally.unsupported(),
        tally.known(),
        tally.reruns(),
        Long.toHexString(tally.fingerprint()),
        worst(tally),
        Precision.of(tally.errors(), tally.medians()));
  }

  private LawRecord law(String operation, Law law, Tally tally) {
    return new LawRecord(
        backend,
        law.name(),
        operation,
        tally.tries(),
        new OutcomeCounts(tally.outcomes()),
        worst(tally));
  }

  private static @Nullable WorstRecord worst(Tally tally) {
    return tally
        .worst()
        .map(
            extreme ->
                new WorstRecord(
                    extreme.element().share(),
                    extreme.problem().fill().bound().toString(),
                    extreme.problem().toString()))
        .orElse(null);
  }
}
