package dev.assay.adapters.libtorch;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import org.bytedeco.pytorch.LocalResponseNormOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Normalisations. PyTorch's momentum is the weight of the new statistics, where Assay's is that of
 * the old ones; its running variance is the unbiased one.
 */
final class Normalizations {
  private static final boolean BY_CUDNN = true;

  private Normalizations() {}

  /** By the batch's statistics, which are not kept. */
  static Formula batchNorm(BatchNorm norm) {
    return operands ->
        batchNorm(operands, new TensorOptional(), new TensorOptional(), true, 0, norm.epsilon());
  }

  /**
   * As in training, where it moves running statistics in place, too; the operands are x, γ, β, mean
   * and variance.
   *
   * @param momentum the weight of the old statistics
   */
  static Formula batchNormInTraining(BatchNorm norm, double momentum) {
    return operands -> withStatistics(operands, true, 1 - momentum, norm.epsilon());
  }

  /** By given statistics. */
  static Formula batchNormInference(BatchNormInference norm) {
    return operands -> withStatistics(operands, false, 0, norm.epsilon());
  }

  /** As training moves them, while it normalises. */
  static Formula batchNormStatistics(BatchNormStatistics statistics) {
    if (!statistics.unbiased()) {
      throw new UnsupportedProblemException("the running variance is the unbiased one");
    }
    double anyEpsilon = 1e-5;
    return operands -> {
      Tensor mean = operands.get(1).clone();
      Tensor variance = operands.get(2).clone();
      Tensor none = new Tensor();
      withStatistics(
          List.of(operands.get(0), none, none, mean, variance),
          true,
          1 - statistics.momentum(),
          anyEpsilon);
      return torch.stack(new TensorVector(mean, variance), 0);
    };
  }

  private static Tensor withStatistics(
      List<Tensor> operands, boolean training, double momentum, double epsilon) {
    return batchNorm(
        operands,
        new TensorOptional(operands.get(3)),
        new TensorOptional(operands.get(4)),
        training,
        momentum,
        epsilon);
  }

  private static Tensor batchNorm(
      List<Tensor> operands,
      TensorOptional mean,
      TensorOptional variance,
      boolean training,
      double momentum,
      double epsilon) {
    return torch.batch_norm(
        operands.get(0),
        new TensorOptional(operands.get(1)),
        new TensorOptional(operands.get(2)),
        mean,
        variance,
        training,
        momentum,
        epsilon,
        BY_CUDNN);
  }

  static Formula instanceNorm(InstanceNorm norm) {
    double noMomentum = 0;
    return operands ->
        torch.instance_norm(
            operands.get(0),
            new TensorOptional(operands.get(1)),
            new TensorOptional(operands.get(2)),
            new TensorOptional(),
            new TensorOptional(),
            true,
            noMomentum,
            norm.epsilon(),
            BY_CUDNN);
  }

  static Formula groupNorm(GroupNorm norm) {
    return operands ->
        torch.group_norm(
            operands.get(0),
            norm.groups(),
            new TensorOptional(operands.get(1)),
            new TensorOptional(operands.get(2)),
            norm.epsilon(),
            BY_CUDNN);
  }

  static Formula layerNorm(LayerNorm norm) {
    long[] normalized = norm.parameterShape().toLongArray();
    return operands ->
        torch.layer_norm(
            operands.get(0),
            normalized,
            new TensorOptional(operands.get(1)),
            new TensorOptional(operands.get(2)),
            norm.epsilon(),
            BY_CUDNN);
  }

  /** PyTorch divides α by the size. */
  static Formula localResponseNorm(LocalResponseNorm norm) {
    return operands -> {
      LocalResponseNormOptions options = new LocalResponseNormOptions(norm.size());
      options.alpha().put(norm.alpha() * norm.size());
      options.beta().put(norm.beta());
      options.k().put(norm.k());
      return torch.local_response_norm(operands.get(0), options);
    };
  }
}
