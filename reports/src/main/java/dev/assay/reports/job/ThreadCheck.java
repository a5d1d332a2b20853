package dev.assay.reports.job;

import dev.assay.host.Crew;
import dev.assay.host.Worker;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.console.Progress;
import dev.assay.reports.record.ThreadsRecord;
import dev.assay.verify.threads.ThreadComparison;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares one backend's results on one thread with those on several. */
final class ThreadCheck {
  private final RunSession session;
  private final String backend;
  private final int threads;

  /**
   * @param threads how many the several are
   */
  ThreadCheck(RunSession session, String backend, int threads) {
    this.session = session;
    this.backend = backend;
    this.threads = threads;
  }

  /**
   * Compares what an earlier part of the run has not compared.
   *
   * @param one the backend on one thread
   * @param several the same on several
   */
  void compare(List<String> operations, Crew one, Worker several) {
    ThreadComparison comparison = new ThreadComparison(one::execute, several::execute);
    Set<String> known =
        session.run().threads().stream()
            .filter(compared -> compared.backend().equals(backend))
            .map(ThreadsRecord::problem)
            .collect(Collectors.toSet());
    List<Problem> problems =
        ThreadComparison.problems().stream()
            .filter(problem -> operations.contains(problem.operation().name()))
            .filter(problem -> !known.contains(problem.toString()))
            .toList();
    try (Progress progress = new Progress("comparing threads of " + backend, problems.size())) {
      for (Problem problem : problems) {
        ThreadComparison.Result result = comparison.compare(problem);
        ThreadsRecord compared =
            new ThreadsRecord(
                backend, problem.toString(), threads, result.agreement(), result.message());
        session.update(run -> run.with(compared));
        progress.step();
      }
    }
  }
}
