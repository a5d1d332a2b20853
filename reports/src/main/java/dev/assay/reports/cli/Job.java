package dev.assay.reports.cli;

import dev.assay.bench.WorkloadProblem;
import dev.assay.host.Descriptor;
import dev.assay.host.Worker;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.machine.CardWatch;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import dev.assay.verify.law.AdjointIdentity;
import java.nio.file.Path;
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
        plan -> {
          plan.layers().forEach(layer -> MachineMemory.checkFits(layer.problem()));
          TrainingTimings.checkFits(plan, backends);
          plan.roof().checkFits();
        });
    this.backends = backends;
    this.verification = verification;
    this.timing = timing;
  }

  /** Does the work and writes the reports. */
  RunRecord run(Path runs, long seed, CommandSpec command) {
    // Unknown names are refused before anything is made.
    List<Descriptor> descriptors = backends.descriptors();
    RunSession session =
        RunSession.begin(
            runs,
            command.root().commandLine().getParseResult().originalArgs(),
            backends.device(),
            seed,
            verification);
    return session.finish(() -> run(session, descriptors, seed));
  }

  /** Does what a run that ended early has left to do. */
  RunRecord goOn(RunFolder folder, RunRecord earlier) {
    List<Descriptor> descriptors = backends.descriptors();
    RunSession session = RunSession.goOn(folder, earlier);
    return session.finish(() -> run(session, descriptors, earlier.seed()));
  }

  private void run(RunSession session, List<Descriptor> descriptors, long seed) {
    List<WorkloadProblem> layers = timing.map(BenchOptions.Plan::layers).orElse(List.of());
    RecordedBackends started = new RecordedBackends(session, backends);
    Optional<RandomProblems> random =
        verification
            .filter(plan -> !plan.operations().isEmpty())
            .map(plan -> new RandomProblems(session, started, backends, plan, seed));
    Proofs proofs = new Proofs(session, backends, verification, timing);
    Timings timings = new Timings(session, layers, backends.limits());
    Optional<TrainingTimings> training =
        timing
            .filter(plan -> !plan.training().isEmpty())
            .map(plan -> new TrainingTimings(session, backends, plan));
    Optional<RoofTimings> roof = timing.map(plan -> new RoofTimings(session, backends, plan));
    started.forEach(
        descriptors,
        (descriptor, launch, worker) -> {
          int toCome = descriptors.size() - descriptors.indexOf(descriptor);
          // Proofs are whole or none; what they leave of a time limit goes to random problems.
          proofs.prove(descriptor, launch);
          random.ifPresent(problems -> problems.verify(descriptor, launch, worker, toCome));
          training.ifPresent(t -> t.add(descriptor, launch));
          if (timing.isPresent()) {
            timings.add(launch, check(descriptor, worker, layers));
          }
          roof.ifPresent(r -> r.add(descriptor, launch, worker));
        });
    roof.ifPresent(RoofTimings::addJava);
    timing.ifPresent(
        plan ->
            CardWatch.during(
                () -> {
                  roof.ifPresent(r -> r.run(seed));
                  timings.run(plan, seed);
                  training.ifPresent(t -> t.run(seed));
                },
                session.run().machine().card(),
                card -> session.update(run -> run.with(card))));
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

  /** Whether every backend that could be started went through all that was asked of it. */
  static boolean wentThrough(RunRecord run) {
    return run.givenUp().isEmpty()
        && run.backends().stream().allMatch(backend -> backend.ended() == null);
  }

  /** Whether every backend could be started. */
  static boolean allBackendsRan(RunRecord run) {
    return run.backends().stream().allMatch(backend -> backend.error() == null);
  }
}
