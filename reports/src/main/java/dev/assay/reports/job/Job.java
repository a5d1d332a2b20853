package dev.assay.reports.job;

import dev.assay.bench.WholeNetwork;
import dev.assay.bench.WorkloadProblem;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.console.Failure;
import dev.assay.reports.machine.CardWatch;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code run}, {@code verify} and {@code bench} do, each some parts of it. */
public final class Job {
  private final BackendPlan backends;
  private final Optional<VerificationPlan> verification;
  private final Optional<TimingPlan> timing;

  /** Says what this machine cannot hold: nothing is made or started before. */
  public Job(
      BackendPlan backends, Optional<VerificationPlan> verification, Optional<TimingPlan> timing) {
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
  private static void sayWhatIsLeftOut(TimingPlan plan, BackendPlan backends) {
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

  /**
   * Does the work and writes the reports.
   *
   * @param runs where to make the run's folder
   * @param arguments of the command line that asks for it
   */
  public RunRecord run(Path runs, long seed, List<String> arguments) {
    RunSession session = RunSession.begin(runs, arguments, backends.device(), seed, verification);
    return session.finish(() -> run(session, seed));
  }

  /** Does what a run that ended early has left to do. */
  public RunRecord goOn(RunFolder folder, RunRecord earlier) {
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
    parts.add(new Proofs(session, backends, verification, timing.map(TimingPlan::networks)));
    verification
        .filter(plan -> !plan.operations().isEmpty())
        .map(plan -> new RandomProblems(session, backends, plan, seed))
        .ifPresent(parts::add);
    timing
        .filter(plan -> plan.roof().measured())
        .map(plan -> new RoofTimings(session, backends, plan))
        .ifPresent(parts::add);
    timing
        .map(TimingPlan::layers)
        .filter(plan -> !plan.layers().isEmpty())
        .map(plan -> new LayerTimings(session, plan, backends.limits()))
        .ifPresent(parts::add);
    timing
        .map(TimingPlan::networks)
        .filter(plan -> !plan.networks().isEmpty())
        .map(plan -> new NetworkTimings(session, backends, plan))
        .ifPresent(parts::add);
    return parts;
  }
}
