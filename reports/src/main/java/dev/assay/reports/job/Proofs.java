package dev.assay.reports.job;

import dev.assay.bench.WholeNetwork;
import dev.assay.host.Launch;
import dev.assay.host.Worker;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.network.Expectations;
import dev.assay.verify.network.NetworkProblems;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Proves that networks are what they are called, on each backend and number of threads. */
final class Proofs implements Part {
  private final RunSession session;
  private final BackendPlan backends;
  private final Optional<VerificationPlan> verification;
  private final Optional<NetworkPlan> timing;
  private final List<Integer> timedThreads;
  private final Expectations expectations = new Expectations(Home.cache().resolve("oracle"));

  Proofs(
      RunSession session,
      BackendPlan backends,
      Optional<VerificationPlan> verification,
      Optional<NetworkPlan> timing) {
    this.session = session;
    this.backends = backends;
    this.verification = verification;
    this.timing = timing;
    this.timedThreads = timing.map(plan -> plan.threads(backends.threads())).orElse(List.of());
  }

  @Override
  public void add(Launch launch, Worker worker) {
    Stream.concat(Stream.of(backends.threads()), timedThreads.stream())
        .distinct()
        .map(threads -> launch.withThreads(threads))
        .forEach(proved -> prove(proved, networks(proved.threads())));
  }

  /**
   * What is asked for, and what proves the networks that are timed, on so many threads: other
   * threads add in another order, so each number of them is proved by itself.
   */
  private List<Problem> networks(int threads) {
    Stream<Problem> asked =
        verification.stream()
            .filter(plan -> threads == backends.threads())
            .flatMap(plan -> plan.networks().stream());
    Stream<Problem> timed =
        timing.stream()
            .filter(plan -> timedThreads.contains(threads))
            .flatMap(plan -> plan.networks().stream())
            .map(WholeNetwork::architecture)
            .distinct()
            .flatMap(network -> NetworkProblems.of(network).stream());
    return Stream.concat(asked, timed).distinct().toList();
  }

  /** In a process of its own, which may take as long and as much as whole networks do. */
  private void prove(Launch launch, List<Problem> networks) {
    if (networks.isEmpty()) {
      return;
    }
    try (Worker worker =
        new Worker(launch, backends.networkLimits(), session.logs().resolve("networks"))) {
      new NetworkCheck(session, launch, worker, expectations).prove(networks);
    }
  }
}
