package dev.assay.adapters.byhand;

import dev.assay.reference.network.ResNet18;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Optimizer;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.UnsupportedProblemException;
import dev.assay.spi.known.RunningVariance;
import java.util.List;

/**
 * The three problems that are written by hand, each with the operands in the order of the problem.
 *
 * <p>ResNet18's parameters come in the order of its layers, of a block first those of its two
 * convolutions, then those of the shortcut; running statistics likewise.
 */
abstract class ByHand implements Backend {
  /** Two in each of four stages. */
  static final int BLOCKS = 8;

  /** ε of batch normalisation. */
  static final float EPSILON = 1e-5f;

  /** Parameters of ResNet18: of 20 convolutions and normalisations, and of the last layer. */
  static final int PARAMETERS = 20 + 2 * 20 + 2;

  private static final Extent KERNEL = new Extent(3, 3);
  private static final Extent ONE = new Extent(1, 1);

  ByHand(Device device) {
    if (device.kind() != Device.Kind.CPU) {
      throw new DeviceUnavailableException("what is written by hand computes on cpu only");
    }
  }

  /** Whether a block halves height and width, so that its shortcut has a convolution. */
  static boolean halves(int block) {
    return block > 0 && block % 2 == 0;
  }

  @Override
  public final Execution prepare(Problem problem, List<Tensor> inputs) {
    if (problem.operation() instanceof TrainingStep step
        && isResNet18(step.network())
        && step.optimizer() == Optimizer.SGD
        && step.momentum() == 0
        && step.decay() == 0) {
      return training(step, inputs);
    }
    if (problem.operation() instanceof Inference inference
        && isResNet18(inference.network())
        && inference.layer().isEmpty()) {
      return inference(inference, inputs);
    }
    if (problem.operation() instanceof Conv2d conv
        && problem.direction() == Direction.FORWARD
        && isOfResNet18(conv)) {
      return convolution(conv, inputs);
    }
    throw new UnsupportedProblemException(
        "by hand there are only ResNet18, and convolutions of 3x3 with a padding of 1");
  }

  private static boolean isResNet18(Architecture network) {
    return network instanceof ResNet18;
  }

  private static boolean isOfResNet18(Conv2d conv) {
    return conv.kernel().equals(KERNEL)
        && conv.pad().equals(Padding.of(1))
        && conv.stride().equals(ONE)
        && conv.dilation().equals(ONE)
        && conv.groups() == 1;
  }

  /** Steps of plain stochastic gradient descent. */
  abstract Execution training(TrainingStep step, List<Tensor> inputs);

  abstract Execution inference(Inference inference, List<Tensor> inputs);

  /** A convolution of 3x3, stride 1, padding 1; the bias is the third operand, if there is one. */
  abstract Execution convolution(Conv2d conv, List<Tensor> inputs);

  /**
   * Running variances as they would be with those of batches divided by the count.
   *
   * @param running mean and variance of each normalisation, its variance divided by one less
   * @param inputs what training started from
   */
  static void makeBiased(
      TrainingStep step, int updates, List<float[]> running, List<Tensor> inputs) {
    Network network = step.layers();
    int ofStatistics = TrainingStep.FIRST_PARAMETER + PARAMETERS;
    for (int i = 0; i < running.size() / 2; i++) {
      int variance = 2 * i + 1;
      BatchNorm norm = (BatchNorm) network.nodes().get(network.normalizations().get(i)).operation();
      new RunningVariance(step.statistics(norm), updates)
          .biased(running.get(variance), inputs.get(ofStatistics + variance));
    }
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return List.of();
  }

  /** What a problem allocates its execution releases; the engine stays until the process ends. */
  @Override
  public void close() {}
}
