package dev.assay.verify.network;

import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Where back-propagation begins to be wrong. Gradients come from the last layer down, so what is
 * wrong lies between the last parameter that is wrong and the one behind it.
 */
final class FirstWrongGradient {
  private static final int LOGITS = 0;
  private static final int LOSS = 1;

  private FirstWrongGradient() {}

  /**
   * Says it of a training step, if logits and loss are right, and parameters are not. After several
   * steps everything may be wrong.
   */
  static Optional<String> of(Request request, Reply.Computed computed, Oracle oracle) {
    Problem problem = request.problem();
    if (!(problem.operation() instanceof TrainingStep step)) {
      return Optional.empty();
    }
    Set<Integer> wrong = wrongResults(request, computed, oracle);
    if (wrong.contains(LOGITS) || wrong.contains(LOSS)) {
      return Optional.empty();
    }
    int last = LOSS + step.layers().parameters().size();
    return IntStream.iterate(last, result -> result > LOSS, result -> result - 1)
        .filter(wrong::contains)
        .mapToObj(first -> describe(problem, first, last))
        .findFirst();
  }

  private static String describe(Problem problem, int first, int last) {
    String name = problem.results().get(first).name();
    return first == last
        ? "the way back is wrong from " + name + " on"
        : "the way back is right down to "
            + problem.results().get(first + 1).name()
            + ", wrong from "
            + name
            + " on";
  }

  private static Set<Integer> wrongResults(
      Request request, Reply.Computed computed, Oracle oracle) {
    Set<Integer> wrong = ConcurrentHashMap.newKeySet(); // results are compared in parallel
    oracle.compare(
        request.sample(),
        computed.results(),
        (element, expected) -> {
          wrong.add(element.result());
          return true; // It is all that is asked.
        });
    return wrong;
  }
}
