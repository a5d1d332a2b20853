package dev.assay.reports.cli;

import dev.assay.bench.WorkloadProblem;
import dev.assay.host.Crew;
import dev.assay.host.Descriptor;
import dev.assay.host.Worker;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import dev.assay.verify.law.AdjointIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code run}, {@code verify} and {@code bench} do, each its part of it. */
final class Job {
  private final BackendOptions backends;
  private final Optional<VerifyOptions.Plan> verification;
  private final Optional<BenchOptions.Plan> timing;

  /** Options are checked by then: nothing is made or started before. */
  Job(
      BackendOptions backends,
      Optional<VerifyOptions.Plan> verification,
      Optional<BenchOptions.Plan> timing) {
    backends.check();
    timing.ifPresent(
        plan -> plan.layers().forEach(layer -> MachineMemory.checkFits(layer.problem())));
    this.backends = backends;
    this.verification = verification;
    this.timing = timing;
  }

  /** Does the work and writes the reports. */
  RunRecord run(RunOptions options, CommandSpec command) {
    // Unknown names are refused before anything is made.
    List<Descriptor> descriptors = backends.descriptors();
    RunSession session =
        RunSession.begin(
            options.runs(),
            command.root().commandLine().getParseResult().originalArgs(),
            options.seed(),
            verification);
    return session.finish(() -> run(session, descriptors, options.seed()));
  }

  /** Does what a run that ended early has left to do. */
  RunRecord goOn(RunFolder folder, RunRecord earlier) {
    List<Descriptor> descriptors = backends.descriptors();
    RunSession session = RunSession.goOn(folder, earlier);
    return session.finish(() -> run(session, descriptors, earlier.seed()));
  }

  private void run(RunSession session, List<Descriptor> descriptors, long seed) {
    List<WorkloadProblem> layers = timing.map(BenchOptions.Plan::layers).orElse(List.of());
    Timings timings = new Timings(session, layers, backends.deadline());
    Optional<TimeBudget> budget = verification.map(plan -> new TimeBudget(session.campaign()));
    Backends started = new Backends(session, backends);
    started.forEach(
        descriptors,
        (descriptor, launch, worker) -> {
          if (verification.isPresent() && budget.isPresent()) {
            TimeShare time =
                budget
                    .get()
                    .share(
                        descriptor.requestedName(),
                        descriptors.size() - descriptors.indexOf(descriptor));
            try (Crew crew = started.crew(descriptor)) {
              if (backends.threads() > 1 && backends.verifyingThreads() == 1) {
                new ThreadCheck(session, descriptor.requestedName(), backends.threads())
                    .compare(verification.get().operations(), crew, worker);
              }
              new Verification(session, descriptor, backends, crew)
                  .verify(verification.get(), seed, time);
            }
          }
          if (timing.isPresent()) {
            timings.add(descriptor.requestedName(), launch, check(descriptor, worker, layers));
          }
        });
    timing.ifPresent(plan -> timings.run(plan.rounds(), plan.seconds(), seed));
  }

  /** Only what is right is timed. */
  private static Map<Problem, Verdict> check(
      Descriptor descriptor, Worker worker, List<WorkloadProblem> layers) {
    Verifier verifier = new Verifier(worker);
    Map<Problem, Verdict> verdicts = new LinkedHashMap<>();
    List<Problem> problems = WorkloadProblem.distinct(layers);
    try (Progress progress =
        new Progress("checking layers on " + descriptor.requestedName(), problems.size())) {
      for (Problem problem : problems) {
        verdicts.put(problem, check(verifier, problem));
        progress.step();
      }
    }
    return verdicts;
  }

  /** Where the oracle looks at a sample only, the adjoint identity looks at every element. */
  private static Verdict check(Verifier verifier, Problem problem) {
    Verdict verdict = verifier.verify(problem);
    if (verdict.outcome() != Outcome.PASSED
        || Sample.of(problem).whole()
        || !problem.direction().isBackward()) {
      return verdict;
    }
    return verifier
        .verify(problem, new AdjointIdentity())
        .filter(law -> law.outcome() != Outcome.PASSED)
        .orElse(verdict);
  }

  /** Whether at least one backend could be started. */
  static boolean anyBackendRan(RunRecord run) {
    return run.backends().stream().anyMatch(backend -> backend.error() == null);
  }

  /** Whether every backend could be started. */
  static boolean allBackendsRan(RunRecord run) {
    return run.backends().stream().allMatch(backend -> backend.error() == null);
  }
}
