package dev.assay.adapters.djl.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.assay.adapters.djl.Formula;
import dev.assay.adapters.djl.Normalizer;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.spi.UnsupportedProblemException;

/**
 * PyTorch's batch normalisation. In training it updates running statistics in place, so for a layer
 * on its own these are made anew for every run.
 */
final class PyTorchNormalizer implements Normalizer {
  private static final int CHANNELS = 1;
  private static final float ANY_MOMENTUM = 0.9f;

  @Override
  public Formula batchNorm(BatchNorm norm) {
    Formula training = batchNorm(norm, ANY_MOMENTUM);
    return operands -> {
      NDManager manager = operands.head().getManager();
      NDArray gamma = operands.get(1);
      NDList all = new NDList(operands.head(), gamma, operands.get(2));
      all.add(manager.zeros(gamma.getShape()));
      all.add(manager.ones(gamma.getShape()));
      return training.apply(all);
    };
  }

  @Override
  public Formula batchNorm(BatchNorm norm, double momentum) {
    if (norm.shape().size() == norm.parameterShape().size()) {
      throw new UnsupportedProblemException("no batch with one value per channel");
    }
    return operands -> batchNorm(operands, (float) momentum, norm.epsilon(), true);
  }

  @Override
  public boolean isVarianceUnbiased() {
    return true;
  }

  @Override
  public Formula batchNormInference(BatchNormInference norm) {
    return operands -> batchNorm(operands, ANY_MOMENTUM, norm.epsilon(), false);
  }

  @Override
  public Formula batchNormStatistics(BatchNormStatistics statistics) {
    if (!statistics.unbiased()) {
      throw new UnsupportedProblemException("the running variance is the unbiased one");
    }
    double anyEpsilon = 1e-5;
    return operands -> {
      NDManager manager = operands.head().getManager();
      NDArray mean = operands.get(1).duplicate();
      NDArray variance = operands.get(2).duplicate();
      NDList all = new NDList(operands.head());
      all.add(manager.ones(mean.getShape()));
      all.add(manager.zeros(mean.getShape()));
      all.add(mean);
      all.add(variance);
      batchNorm(all, (float) statistics.momentum(), anyEpsilon, true);
      return NDArrays.stack(new NDList(mean, variance));
    };
  }

  /** Of x, γ, β, mean and variance. */
  private static NDArray batchNorm(
      NDList operands, float momentum, double epsilon, boolean training) {
    return ai.djl.nn.norm.BatchNorm.batchNorm(
            operands.get(0),
            operands.get(3),
            operands.get(4),
            operands.get(1),
            operands.get(2),
            CHANNELS,
            momentum,
            (float) epsilon,
            training)
        .singletonOrThrow();
  }
}
