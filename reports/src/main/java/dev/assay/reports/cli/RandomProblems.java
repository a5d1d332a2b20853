package dev.assay.reports.cli;

import dev.assay.host.Crew;
import dev.assay.host.Descriptor;
import dev.assay.host.Launch;
import dev.assay.host.Worker;

/** Verifies each backend with random problems: on several threads, then operation by operation. */
final class RandomProblems {
  private final RunSession session;
  private final RecordedBackends started;
  private final BackendOptions options;
  private final VerifyOptions.Plan plan;
  private final long seed;
  private final VerificationTime time;

  /** Their time begins now. */
  RandomProblems(
      RunSession session,
      RecordedBackends started,
      BackendOptions options,
      VerifyOptions.Plan plan,
      long seed) {
    this.session = session;
    this.started = started;
    this.options = options;
    this.plan = plan;
    this.seed = seed;
    this.time = new VerificationTime(session.campaign());
  }

  /**
   * Verifies one backend.
   *
   * @param worker with all threads
   * @param toCome how many backends are still to be verified, with this one
   */
  void verify(Descriptor descriptor, Launch launch, Worker worker, int toCome) {
    TimeShare share = time.share(descriptor.requestedName(), toCome);
    try (Crew crew = started.crew(descriptor, launch)) {
      if (options.threads() > 1 && options.verifyingThreads() == 1) {
        new ThreadCheck(session, descriptor.requestedName(), options.threads())
            .compare(plan.operations(), crew, worker);
      }
      new Verification(session, descriptor, crew).verify(plan, seed, share);
    }
  }
}
