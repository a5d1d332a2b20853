package dev.assay.verify.suite;

import dev.assay.host.Answer;
import dev.assay.spi.Backend;
import dev.assay.verify.Solver;
import dev.assay.worker.ProblemRunner;
import dev.assay.worker.Request;
import java.util.List;
import java.util.function.Predicate;

/** Runs a backend as a worker does, without a process of its own. */
final class InProcess implements Solver {
  private final ProblemRunner runner;

  InProcess(Backend backend) {
    this.runner = new ProblemRunner(backend);
  }

  @Override
  public void execute(List<Request> requests, Predicate<Answer> goOn) {
    for (Request request : requests) {
      if (!goOn.test(new Answer.Replied(request, runner.answer(request)))) {
        return;
      }
    }
  }
}
