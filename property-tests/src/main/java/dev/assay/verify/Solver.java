package dev.assay.verify;

import dev.assay.host.Answer;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Whoever computes what is to be verified: processes of a backend, or a double of one in Java. */
@FunctionalInterface
public interface Solver {
  /**
   * Computes problems, in any order.
   *
   * @param goOn told of every answer, perhaps by several threads at once; false gives up the rest
   */
  void execute(List<Request> requests, Predicate<Answer> goOn);

  /** Computes one problem. */
  default Answer answer(Request request) {
    List<Answer> answers = new ArrayList<>();
    execute(List.of(request), answers::add);
    return answers.get(0);
  }
}
