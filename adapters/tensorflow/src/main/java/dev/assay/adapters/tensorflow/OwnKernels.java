package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.UnsupportedProblemException;
import java.util.Arrays;
import java.util.List;

/**
 * TensorFlow's own kernels, which compute where oneDNN is off, as it is by default on processors
 * without instructions for neural networks (AVX512-VNNI and the like), and always on macOS: what
 * they lack, and what they get wrong. Measured with {@code TF_ENABLE_ONEDNN_OPTS=0}.
 */
final class OwnKernels {
  private static final Extent NOT_DILATED = new Extent(1, 1);
  private static final Extent3d NOT_DILATED_3D = new Extent3d(1, 1, 1);

  private static final String POOLINGS =
      "https://github.com/tensorflow/tensorflow/blob/v2.18.0/tensorflow/core/kernels/"
          + "pooling_ops_3d.cc";

  static final KnownDivergence MAX_POOL_GRADIENT =
      new KnownDivergence(
          "max-pool3d-gradient-of-all-maxima",
          "each element of a window that is off its maximum by less than 1e-5 gets the gradient"
              + " whole, where one of them should",
          List.of(POOLINGS),
          Problem.parse(
              "max-pool3d backward-data n=1 c=1 d=1 h=30 w=1 kernel=1x24x1 fill=integer seed=3"),
          problem -> problem.operation() instanceof MaxPool3d && problem.direction().isBackward(),
          (problem, inputs) ->
              List.of(ofWholeGradients((MaxPool3d) problem.operation(), inputs.get().get(1))));

  static final KnownDivergence MISPLACED_WINDOWS =
      new KnownDivergence(
          "pool3d-misplaced-windows",
          "with padding SAME, windows of volumes lie in other places on an axis whose stride is"
              + " larger than the kernel",
          List.of(POOLINGS),
          Problem.parse(
              "max-pool3d n=1 c=1 d=3 h=3 w=1 kernel=2x1x1 stride=2x3x1 rounding=up fill=integer"),
          problem -> areMisplaced(problem.operation()),
          new Symptom.Garbage());

  private OwnKernels() {}

  /**
   * Refuses what they refuse.
   *
   * @throws UnsupportedProblemException with the reason
   */
  static void check(Problem problem) {
    if (problem.operation() instanceof Composite composite) {
      boolean gradients = composite instanceof TrainingStep step && step.until() != Stage.LOSS;
      Direction direction = gradients ? Direction.BACKWARD : Direction.FORWARD;
      composite.layers().nodes().forEach(node -> check(node.operation(), direction));
    } else {
      check(problem.operation(), problem.direction());
    }
  }

  private static void check(Operation operation, Direction direction) {
    if (isRefused(OneDimensional.onImages(operation), direction)) {
      throw new UnsupportedProblemException(
          "oneDNN is off, without which there is no dilated convolution of volumes, and no gradient"
              + " of a grouped or dilated one of images");
    }
  }

  /** A transposed convolution is such a gradient itself. */
  private static boolean isRefused(Operation operation, Direction direction) {
    if (operation instanceof Conv2d conv) {
      return direction.isBackward() && (conv.groups() > 1 || isDilated(conv.dilation()));
    }
    if (operation instanceof ConvTranspose2d conv) {
      return conv.groups() > 1 || isDilated(conv.dilation());
    }
    return operation instanceof Conv3d conv && !conv.dilation().equals(NOT_DILATED_3D);
  }

  private static boolean isDilated(Extent dilation) {
    return !dilation.equals(NOT_DILATED);
  }

  private static boolean areMisplaced(Operation operation) {
    if (operation instanceof MaxPool3d pool) {
      return areMisplaced(Poolings.windows(pool));
    }
    return operation instanceof AveragePool3d pool && areMisplaced(Poolings.windows(pool));
  }

  private static boolean areMisplaced(Windows windows) {
    return !windows.isValid()
        && windows.axes().stream().anyMatch(axis -> axis.stride() > axis.kernel());
  }

  /** An element may be in as many windows as begin along its kernel, on each axis. */
  private static Symptom ofWholeGradients(MaxPool3d pool, Tensor gradient) {
    Shape output = pool.outputShape();
    double windows =
        (double) windows(pool.kernel().d(), pool.stride().d(), output.dimension(2))
            * windows(pool.kernel().h(), pool.stride().h(), output.dimension(3))
            * windows(pool.kernel().w(), pool.stride().w(), output.dimension(4));
    double largest =
        Arrays.stream(gradient.values()).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    return new Symptom.Inexact(windows * largest, 0);
  }

  private static int windows(int kernel, int stride, int count) {
    return Math.min(count, -Math.floorDiv(-kernel, stride));
  }
}
