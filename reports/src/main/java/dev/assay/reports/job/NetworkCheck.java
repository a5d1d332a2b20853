package dev.assay.reports.job;

import dev.assay.host.Launch;
import dev.assay.host.Worker;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Composite;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.console.Progress;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.Reproducer;
import dev.assay.verify.Finding;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.network.Expectations;
import dev.assay.verify.network.NetworkProblems;
import dev.assay.verify.network.NetworkVerifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Proves that the networks of one backend on so many threads are what they are said to be. */
final class NetworkCheck {
  private final RunSession session;
  private final Launch launch;
  private final Worker worker;
  private final Findings findings;
  private final Expectations expectations;

  /**
   * @param worker the backend, started as {@code launch} says
   */
  NetworkCheck(RunSession session, Launch launch, Worker worker, Expectations expectations) {
    this.session = session;
    this.launch = launch;
    this.worker = worker;
    this.findings =
        new Findings(
            launch.backend(),
            Reproducer.of(session.run(), launch.backend(), launch.threads()),
            worker.divergences());
    this.expectations = expectations;
  }

  /** Tries what an earlier part of the run has not tried. */
  void prove(List<Problem> problems) {
    Set<String> known =
        session.run().proofs().stream()
            .filter(proof -> proof.isOf(launch.backend(), launch.threads()))
            .map(ProofRecord::problem)
            .collect(Collectors.toSet());
    List<Problem> open =
        problems.stream().filter(problem -> !known.contains(problem.toString())).toList();
    NetworkVerifier verifier = new NetworkVerifier(worker::execute, expectations);
    try (Progress progress =
        new Progress(
            "proving networks on " + launch.backend() + ", threads=" + launch.threads(),
            open.size())) {
      for (Problem problem : open) {
        progress.note(
            NetworkProblems.network(problem).name()
                + (expectations.has(problem, precision())
                    ? ""
                    : ", which the oracle computes once"));
        record(problem, verdict(verifier, problem));
        progress.step();
      }
    }
  }

  /** What there is no memory to compute is not tried, unless it was computed before. */
  private Verdict verdict(NetworkVerifier verifier, Problem problem) {
    return Optional.of(problem)
        .filter(open -> !expectations.has(open, precision()))
        .flatMap(MachineMemory::lackOfProof)
        .map(lack -> Verdict.of(problem, Outcome.UNSUPPORTED, lack))
        .orElseGet(() -> verifier.verify(problem));
  }

  private ProductPrecision precision() {
    return worker.description().precision();
  }

  private void record(Problem problem, Verdict verdict) {
    Architecture network = NetworkProblems.network(problem);
    boolean compared = verdict.worst().isPresent();
    int readBack = worker.description().threads();
    ProofRecord proof =
        new ProofRecord(
            launch.backend(),
            network.name(),
            launch.threads(),
            readBack == 0 ? null : readBack,
            ProofId.of(launch, worker.description(), network),
            problem.toString(),
            ((Composite) problem.operation()).layers().parameterCount(),
            compared ? problem.results().size() : 0,
            compared ? expectations.get(problem, precision()).elements() : 0,
            verdict.outcome(),
            verdict.worst().map(worst -> worst.share()).orElse(null),
            verdict.worst().map(worst -> problem.results().get(worst.result()).name()).orElse(null),
            verdict.message());
    session.update(run -> run.with(proof));
    if (verdict.isFailure()) {
      session.update(
          run -> run.with(findings.record(new Finding(verdict, verdict, Optional.empty(), 1))));
    }
  }
}
