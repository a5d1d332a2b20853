package dev.assay.verify.network;

import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Finds the layer with which a network that gives wrong logits begins to be wrong. */
final class FirstWrongLayer {
  private final Problem logits;
  private final Inference inference;
  private final List<Network.Node> nodes;
  private final Predicate<Problem> isRight;
  private final Map<Integer, Boolean> known = new HashMap<>();

  /**
   * Of an inference whose logits are wrong.
   *
   * @param isRight computes it up to a layer
   */
  FirstWrongLayer(Problem logits, Predicate<Problem> isRight) {
    this.logits = logits;
    this.inference = (Inference) logits.operation();
    this.nodes = inference.layers().nodes();
    this.isRight = isRight;
  }

  /**
   * The inference up to a layer whose output is wrong, though it comes of right ones. There may be
   * other such layers.
   */
  Problem find() {
    int wrong = bisect();
    // In a branch beside the layer that was found right, others may be wrong already.
    for (OptionalInt cause = wrongSource(wrong); cause.isPresent(); cause = wrongSource(wrong)) {
      wrong = cause.getAsInt();
    }
    return upTo(wrong);
  }

  /** A wrong layer, where the one before it is right or not there. */
  private int bisect() {
    int right = -1;
    int wrong = nodes.size() - 1;
    while (wrong - right > 1) {
      int middle = (right + wrong) / 2;
      if (isRight(middle)) {
        right = middle;
      } else {
        wrong = middle;
      }
    }
    return wrong;
  }

  private OptionalInt wrongSource(int layer) {
    return nodes.get(layer).sources().stream()
        .mapToInt(source -> source)
        .filter(source -> source != Network.IMAGES && !isRight(source))
        .findFirst();
  }

  private boolean isRight(int layer) {
    return known.computeIfAbsent(layer, any -> isRight.test(upTo(layer)));
  }

  private Problem upTo(int layer) {
    Inference part =
        new Inference(
            inference.network(), inference.n(), inference.size(), nodes.get(layer).name());
    return logits.with(part, logits.direction());
  }
}
