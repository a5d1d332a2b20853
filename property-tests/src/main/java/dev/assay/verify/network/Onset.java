package dev.assay.verify.network;

import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.problem.Problem;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where in a network that gives wrong logits a backend begins to be wrong, found by bisection over
 * the network's layers.
 *
 * @param right the last layer before {@code wrong} whose output was found right; empty if that is
 *     the first layer
 * @param wrong a layer whose output is wrong
 */
record Onset(String right, Problem wrong) {

  /**
   * Finds one; there may be more.
   *
   * @param isRight computes a network up to a layer
   */
  static Onset of(Problem logits, Predicate<Problem> isRight) {
    Inference inference = (Inference) logits.operation();
    List<String> layers = inference.layers().nodes().stream().map(Network.Node::name).toList();
    int right = -1;
    int wrong = layers.size() - 1;
    while (wrong - right > 1) {
      int middle = (right + wrong) / 2;
      if (isRight.test(upTo(layers.get(middle), logits))) {
        right = middle;
      } else {
        wrong = middle;
      }
    }
    return new Onset(right < 0 ? "" : layers.get(right), upTo(layers.get(wrong), logits));
  }

  private static Problem upTo(String layer, Problem logits) {
    Inference all = (Inference) logits.operation();
    return logits.with(
        new Inference(all.network(), all.n(), all.size(), layer), logits.direction());
  }

  @Override
  public String toString() {
    String before = right.isEmpty() ? "from the first layer on" : "right up to " + right;
    return before + ", wrong in: " + wrong;
  }
}
