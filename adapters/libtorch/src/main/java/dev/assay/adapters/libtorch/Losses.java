package dev.assay.adapters.libtorch;

import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.CrossEntropyOfProbabilities;
import dev.assay.reference.op.MeanSquaredError;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Losses: means over the batch, or over all elements. */
final class Losses {
  /** {@code at::Reduction::Mean}. */
  private static final long MEAN = 1;

  /** Of labels that are numbers, which these are not. */
  private static final long NO_IGNORED_INDEX = -100;

  private static final double NO_SMOOTHING = 0;

  private Losses() {}

  static Formula crossEntropy(CrossEntropy crossEntropy) {
    return operands ->
        torch.cross_entropy_loss(
            operands.get(0),
            operands.get(1),
            new TensorOptional(),
            MEAN,
            NO_IGNORED_INDEX,
            NO_SMOOTHING);
  }

  /** PyTorch's own is for numbered labels; of distributions it is written out. */
  static Formula crossEntropyOfProbabilities(CrossEntropyOfProbabilities crossEntropy) {
    return operands ->
        torch
            .xlogy(operands.get(1), operands.get(0))
            .sum()
            .div(new Scalar((double) -crossEntropy.n()));
  }

  static Formula binaryCrossEntropy(BinaryCrossEntropy crossEntropy) {
    return operands ->
        torch.binary_cross_entropy_with_logits(
            operands.get(0), operands.get(1), new TensorOptional(), new TensorOptional(), MEAN);
  }

  static Formula binaryCrossEntropyOfProbabilities(BinaryCrossEntropyOfProbabilities crossEntropy) {
    return operands ->
        torch.binary_cross_entropy(operands.get(0), operands.get(1), new TensorOptional(), MEAN);
  }

  static Formula meanSquaredError(MeanSquaredError squaredError) {
    return operands -> torch.mse_loss(operands.get(0), operands.get(1), MEAN);
  }
}
