package dev.assay.reports.cli;

import dev.assay.bench.WholeNetwork;
import dev.assay.bench.WorkloadProblem;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.machine.CardWatch;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code run}, {@code verify} and {@code bench} do, each some parts of it. */
final class Job {
  private final BackendOptions.Plan backends;
  private final Optional<VerifyOptions.Plan> verification;
  private final Optional<BenchOptions.Plan> timing;

  /** Says what this machine cannot hold: nothing is made or started before. */
  Job(
      BackendOptions.Plan backends,
      Optional<VerifyOptions.Plan> verification,
      Optional<BenchOptions.Plan> timing) {
    timing.ifPresent(
        plan -> {
          plan.roof().checkFits(backends.limits());
          sayWhatIsLeftOut(plan, backends);
        });
    this.backends = backends;
    this.verification = verification;
    this.timing = timing;
  }

  /**
   * What does not fit costs its own row and nothing more.
   *
   * @throws Failure if nothing fits
   */
  private static void sayWhatIsLeftOut(BenchOptions.Plan plan, BackendOptions.Plan backends) {
    List<Problem> layers = WorkloadProblem.distinct(plan.layers().layers());
    List<WholeNetwork> networks = plan.networks().networks();
    Map<Problem, String> leftOut = new LinkedHashMap<>();
    layers.forEach(
        layer ->
            MachineMemory.lack(layer, backends.limits())
                .ifPresent(lack -> leftOut.put(layer, lack)));
    networks.forEach(
        network ->
            NetworkTimings.lack(network, backends)
                .ifPresent(lack -> leftOut.put(network.problem(), lack)));
    if (leftOut.size() == layers.size() + networks.size()) {
      throw Failure.usage("nothing to time: " + leftOut.values().iterator().next());
    }
    leftOut.forEach((problem, lack) -> System.err.println("left out: '" + problem + "': " + lack));
  }

  /** Does the work and writes the reports. */
  RunRecord run(Path runs, long seed, CommandSpec command) {
    RunSession session =
        RunSession.begin(
            runs,
            command.root().commandLine().getParseResult().originalArgs(),
            backends.device(),
            seed,
            verification);
    return session.finish(() -> run(session, seed));
  }

  /** Does what a run that ended early has left to do. */
  RunRecord goOn(RunFolder folder, RunRecord earlier) {
    RunSession session = RunSession.goOn(folder, earlier, backends.device());
    return session.finish(() -> run(session, earlier.seed()));
  }

  private void run(RunSession session, long seed) {
    List<Part> parts = parts(session, seed);
    new RecordedBackends(session, backends)
        .forEach((launch, worker) -> parts.forEach(part -> part.add(launch, worker)));
    CardWatch.during(
        () -> parts.forEach(part -> part.time(seed)),
        timing.isEmpty() ? null : session.run().machine().card(),
        card -> session.update(run -> run.with(card)));
  }

  /** What was asked for, in the order in which it is done. */
  private List<Part> parts(RunSession session, long seed) {
    List<Part> parts = new ArrayList<>();
    // Proofs are whole or none; what they leave of a time limit goes to random problems.
    parts.add(new Proofs(session, backends, verification, timing.map(BenchOptions.Plan::networks)));
    verification
        .filter(plan -> !plan.operations().isEmpty())
        .map(plan -> new RandomProblems(session, backends, plan, seed))
        .ifPresent(parts::add);
    timing
        .filter(plan -> plan.roof().measured())
        .map(plan -> new RoofTimings(session, backends, plan))
        .ifPresent(parts::add);
    timing
        .map(BenchOptions.Plan::layers)
        .filter(plan -> !plan.layers().isEmpty())
        .map(plan -> new LayerTimings(session, plan, backends.limits()))
        .ifPresent(parts::add);
    timing
        .map(BenchOptions.Plan::networks)
        .filter(plan -> !plan.networks().isEmpty())
        .map(plan -> new NetworkTimings(session, backends, plan))
        .ifPresent(parts::add);
    return parts;
  }
}
