package dev.assay.adapters.djl.mxnet;

import ai.djl.mxnet.engine.MxOpParams;
import ai.djl.mxnet.jna.JnaUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.assay.adapters.djl.Formula;
import dev.assay.adapters.djl.Normalizer;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.spi.UnsupportedProblemException;
import java.util.Arrays;

/** MXNet's normalisations by the names of its operators; DJL's interface has only some of them. */
final class MxnetNormalizer implements Normalizer {
  private static final int CHANNELS = 1;
  private static final double ANY_MOMENTUM = 0.9;
  private static final double ANY_EPSILON = 1e-5;

  @Override
  public Formula batchNorm(BatchNorm norm) {
    Formula training = batchNorm(norm, ANY_MOMENTUM);
    return operands -> {
      NDManager manager = operands.head().getManager();
      Shape perChannel = operands.get(1).getShape();
      NDList all = new NDList(operands.head(), operands.get(1), operands.get(2));
      all.add(manager.zeros(perChannel));
      all.add(manager.ones(perChannel));
      return training.apply(all);
    };
  }

  /** Statistics are those of the batch only while MXNet believes that it trains. */
  @Override
  public Formula batchNorm(BatchNorm norm, double momentum) {
    MxOpParams parameters = Attributes.batchNorm(norm.epsilon(), momentum, false);
    return operands -> {
      boolean trained = JnaUtils.autogradSetTraining(true);
      try {
        return invoke("_npx_batch_norm", operands, parameters);
      } finally {
        JnaUtils.autogradSetTraining(trained);
      }
    };
  }

  @Override
  public boolean isVarianceUnbiased() {
    return false;
  }

  /** Given statistics are used while gradients are recorded, too, which counts as training. */
  @Override
  public Formula batchNormInference(BatchNormInference norm) {
    MxOpParams parameters = Attributes.batchNorm(norm.epsilon(), ANY_MOMENTUM, true);
    return operands -> invoke("_npx_batch_norm", operands.subNDList(0, 5), parameters);
  }

  /** MXNet updates running statistics in the backward pass. */
  @Override
  public Formula batchNormStatistics(BatchNormStatistics statistics) {
    if (statistics.unbiased()) {
      throw new UnsupportedProblemException("the running variance is the biased one");
    }
    MxOpParams parameters = Attributes.batchNorm(ANY_EPSILON, statistics.momentum(), false);
    return operands -> {
      NDArray x = operands.head();
      if (!x.hasGradient()) {
        x.setRequiresGradient(true);
      }
      NDArray mean = operands.get(1).duplicate();
      NDArray variance = operands.get(2).duplicate();
      NDList all = new NDList(x);
      all.add(x.getManager().ones(mean.getShape()));
      all.add(x.getManager().zeros(mean.getShape()));
      all.add(mean);
      all.add(variance);
      try (GradientCollector recording = x.getManager().getEngine().newGradientCollector()) {
        recording.backward(invoke("_npx_batch_norm", all, parameters));
      }
      return NDArrays.stack(new NDList(mean, variance));
    };
  }

  @Override
  public Formula instanceNorm(InstanceNorm norm) {
    MxOpParams parameters = new MxOpParams();
    parameters.addParam("eps", (float) norm.epsilon());
    return operands -> invoke("InstanceNorm", operands.subNDList(0, 3), parameters);
  }

  /**
   * MXNet scales and shifts by group; by channel is done afterwards. It asks for positions beside
   * the channels.
   */
  @Override
  public Formula groupNorm(GroupNorm norm) {
    MxOpParams parameters = new MxOpParams();
    parameters.addParam("num_groups", norm.groups());
    parameters.addParam("eps", (float) norm.epsilon());
    long[] dimensions = new long[norm.shape().rank()];
    Arrays.fill(dimensions, 1);
    dimensions[CHANNELS] = norm.parameterShape().size();
    Shape perChannel = new Shape(dimensions);
    Shape shape = new Shape(norm.shape().toLongArray());
    return operands -> {
      NDManager manager = operands.head().getManager();
      NDArray x = operands.head();
      NDList all = new NDList(shape.dimension() == 2 ? x.expandDims(2) : x);
      all.add(manager.ones(new Shape(norm.groups())));
      all.add(manager.zeros(new Shape(norm.groups())));
      return invoke("GroupNorm", all, parameters)
          .reshape(shape)
          .mul(operands.get(1).reshape(perChannel))
          .add(operands.get(2).reshape(perChannel));
    };
  }

  @Override
  public Formula localResponseNorm(LocalResponseNorm norm) {
    MxOpParams parameters = Attributes.localResponseNorm(norm);
    return operands -> invoke("LRN", operands.subNDList(0, 1), parameters);
  }

  private static NDArray invoke(String operator, NDList operands, MxOpParams parameters) {
    return operands.head().getManager().invoke(operator, operands, parameters).head();
  }
}
