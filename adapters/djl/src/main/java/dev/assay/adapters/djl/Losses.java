package dev.assay.adapters.djl;

import ai.djl.ndarray.NDList;
import ai.djl.training.loss.L2Loss;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.CrossEntropyOfProbabilities;
import dev.assay.reference.op.MeanSquaredError;

/** DJL's losses, which average over the batch or over all elements. */
final class Losses {
  private static final int LAST_AXIS = -1;
  private static final boolean NUMBERED_LABELS = false;

  private Losses() {}

  static Formula crossEntropy(CrossEntropy crossEntropy) {
    return loss(
        new SoftmaxCrossEntropyLoss(crossEntropy.name(), 1, LAST_AXIS, NUMBERED_LABELS, true));
  }

  /** Without the softmax, DJL's loss expects logarithms of probabilities. */
  static Formula crossEntropyOfProbabilities(CrossEntropyOfProbabilities crossEntropy) {
    Loss loss =
        new SoftmaxCrossEntropyLoss(crossEntropy.name(), 1, LAST_AXIS, NUMBERED_LABELS, false);
    return operands ->
        loss.evaluate(new NDList(operands.get(1)), new NDList(operands.get(0).log()));
  }

  static Formula binaryCrossEntropy(BinaryCrossEntropy crossEntropy) {
    return loss(new SigmoidBinaryCrossEntropyLoss(crossEntropy.name(), 1, false));
  }

  static Formula binaryCrossEntropyOfProbabilities(BinaryCrossEntropyOfProbabilities crossEntropy) {
    return loss(new SigmoidBinaryCrossEntropyLoss(crossEntropy.name(), 1, true));
  }

  static Formula meanSquaredError(MeanSquaredError squaredError) {
    return loss(new L2Loss(squaredError.name(), 1));
  }

  private static Formula loss(Loss loss) {
    return operands -> loss.evaluate(new NDList(operands.get(1)), new NDList(operands.get(0)));
  }
}
