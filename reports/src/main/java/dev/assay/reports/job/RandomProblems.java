package dev.assay.reports.job;

import dev.assay.host.Crew;
import dev.assay.host.Descriptor;
import dev.assay.host.Launch;
import dev.assay.host.Worker;
import dev.assay.spi.Device;
import java.util.List;

/** Verifies each backend with random problems: on several threads, then operation by operation. */
final class RandomProblems implements Part {
  private final RunSession session;
  private final BackendPlan backends;
  private final VerificationPlan plan;
  private final long seed;
  private final VerificationTime time;

  /** Their time begins now. */
  RandomProblems(RunSession session, BackendPlan backends, VerificationPlan plan, long seed) {
    this.session = session;
    this.backends = backends;
    this.plan = plan;
    this.seed = seed;
    this.time = new VerificationTime(session.campaign());
  }

  /**
   * Verifies a backend, and compares one thread with all of the worker's, unless a card computes.
   */
  @Override
  public void add(Launch launch, Worker worker) {
    List<String> sharing = backends.chosen().stream().map(Descriptor::requestedName).toList();
    int toCome = sharing.size() - sharing.indexOf(launch.backend());
    TimeShare share = time.begin(launch.backend(), toCome);
    try (Crew crew = crew(launch)) {
      if (backends.device().equals(Device.CPU)
          && backends.threads() > 1
          && backends.verifyingThreads() == 1) {
        new ThreadCheck(session, launch.backend(), backends.threads())
            .compare(plan.operations(), crew, worker);
      }
      new Verification(session, launch.backend(), crew).verify(plan, seed, share);
    } finally {
      time.end();
    }
  }

  private Crew crew(Launch launch) {
    return Crew.start(
        backends.verifyingProcesses(),
        launch.withThreads(backends.verifyingThreads()),
        backends.verifyingLimits(),
        session.logs().resolve("verify"));
  }
}
