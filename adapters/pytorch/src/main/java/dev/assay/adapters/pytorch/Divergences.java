package dev.assay.adapters.pytorch;

import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.known.HiddenCaches;
import java.util.ArrayList;
import java.util.List;

/**
 * Where PyTorch 2.7.1 and 2.10.0, with oneDNN 3.7.1, are known to be wrong, whatever calls them.
 */
public final class Divergences {
  /** The gradient of layer normalisation where a row is one element. */
  public static final KnownDivergence LAYER_NORM_OF_ONE =
      new KnownDivergence(
          "layer-norm-gradient-of-one",
          "the gradient is computed as a*g + b*x + c with b and c apart, which together are only"
              + " about 0 where a row has one element",
          List.of(
              "https://github.com/pytorch/pytorch/blob/v2.7.1/aten/src/ATen/native/cpu/layer_norm_kernel.cpp",
              "https://github.com/pytorch/pytorch/issues/173525",
              "https://github.com/pytorch/pytorch/issues/188375"),
          Problem.parse("layer-norm backward shape=1 fill=large seed=602183"),
          problem ->
              problem.operation() instanceof LayerNorm norm
                  && norm.parameterShape().size() == 1
                  && (problem.fill() == Fill.LARGE || problem.fill() == Fill.WIDE)
                  && problem.direction().isBackward()
                  && problem.direction() != Direction.BACKWARD_WEIGHTS,
          (problem, inputs) ->
              List.of(ofOne(inputs.get().get(0), ((LayerNorm) problem.operation()).epsilon())));

  /** Four roundings of four. */
  private static final double SQUARED_ROUNDINGS = 16 * 0x1p-48;

  private static final String CACHES_HIDDEN =
      HiddenCaches.REASON
          + "; it then loses weights when it arranges them in blocks of "
          + HiddenCaches.BLOCK
          + " channels that are not full, and takes what was in memory for them";

  static final KnownDivergence WEIGHTS_DROPPED =
      new KnownDivergence(
              "weights-dropped-where-caches-are-hidden",
              CACHES_HIDDEN,
              HiddenCaches.LINKS,
              Problem.parse("conv2d backward-data n=1 c=1 h=4 w=4 k=1 kernel=4x4 fill=integer"),
              problem ->
                  problem.direction() != Direction.BACKWARD_WEIGHTS
                      && hasPartialBlocks(OneDimensional.onImages(problem.operation())),
              // Nothing but the output and the data's gradient is computed from the weights.
              problem -> List.of(Symptom.Part.ofFirst(problem, new Symptom.Garbage())))
          .ofSingleOperations();

  static final KnownDivergence WEIGHTS_DROPPED_IN_NETWORK =
      new KnownDivergence(
          "weights-dropped-in-network",
          CACHES_HIDDEN + ": here in a convolution inside the network",
          HiddenCaches.LINKS,
          Problem.parse("training-step network=lenet5 n=1 until=gradients"),
          problem ->
              problem.operation() instanceof Composite composite
                  && composite.layers().nodes().stream()
                      .anyMatch(node -> sumsPartialBlocks(node, hasGradients(composite))),
          new Symptom.Garbage());

  /** Measured: with 512 channels in and 1 024 out it divides, with half of either it does not. */
  private static final int FEWEST_INPUTS = 512;

  private static final int FEWEST_OUTPUTS = 1024;

  /** What ends the process where the sizes of caches are hidden. */
  public static final KnownDivergence DIVISION_BY_ZERO =
      new KnownDivergence(
          "division-by-zero-where-caches-are-hidden",
          HiddenCaches.REASON
              + "; where it estimates how well the data gradient of a 1x1 convolution with a stride"
              + " and many channels fits into them, it divides by zero, which ends the process",
          HiddenCaches.LINKS,
          Problem.parse("conv2d backward-data n=2 c=512 h=4 w=4 k=1024 kernel=1x1 stride=2x2"),
          problem ->
              problem.direction().isBackward()
                  && problem.direction() != Direction.BACKWARD_WEIGHTS
                  && dividesByZero(OneDimensional.onImages(problem.operation())),
          new Symptom.Dies());

  private Divergences() {}

  /**
   * What a normalisation's gradient is off by where the mean is of one element x. Of b, which is a³
   * times the difference of two products g·x, some roundings u·|g·x|·a³ are left instead of 0, and
   * of b·x + c as many of b·x: u²·x²·a² relative to a·g, with a = 1/√ε.
   */
  public static Symptom ofOne(Tensor x, double epsilon) {
    double largest = x.largestMagnitude();
    return new Symptom.Inexact(0, Math.min(1, SQUARED_ROUNDINGS * (largest * largest) / epsilon));
  }

  /** Whether it is a 1x1 convolution with a stride and many channels. */
  public static boolean dividesByZero(Operation operation) {
    return operation instanceof Conv2d conv
        && conv.kernel().h() * conv.kernel().w() == 1
        && Math.max(conv.stride().h(), conv.stride().w()) > 1
        && conv.c() >= FEWEST_INPUTS
        && conv.k() >= FEWEST_OUTPUTS;
  }

  private static boolean hasPartialBlocks(Operation operation) {
    if (operation instanceof Conv2d conv) {
      return conv.groups() == 1
          && conv.kernel().h() * conv.kernel().w() > 1
          && (conv.c() % HiddenCaches.BLOCK != 0 || conv.k() % HiddenCaches.BLOCK != 0);
    }
    return operation instanceof Conv3d conv
        && conv.groups() == 1
        && conv.kernel().d() * conv.kernel().h() * conv.kernel().w() > 1
        && (conv.c() % HiddenCaches.BLOCK != 0 || conv.k() % HiddenCaches.BLOCK != 0);
  }

  private static boolean hasGradients(Composite composite) {
    return composite instanceof TrainingStep step && step.until() != Stage.LOSS;
  }

  /**
   * Whether a layer sums over channels in partial blocks: forward over its input's, back over its
   * output's. Measured: convolutions of images lose nothing.
   */
  private static boolean sumsPartialBlocks(Network.Node node, boolean gradients) {
    return !node.sources().contains(Network.IMAGES)
        && node.operation() instanceof Conv2d conv
        && hasPartialBlocks(conv)
        && (conv.c() % HiddenCaches.BLOCK != 0 || gradients);
  }

  /** Those to be expected on the processor of this machine, if images are NCHW. */
  public static List<KnownDivergence> here() {
    List<KnownDivergence> divergences = new ArrayList<>();
    divergences.add(LAYER_NORM_OF_ONE);
    if (HiddenCaches.here()) {
      divergences.add(WEIGHTS_DROPPED);
      divergences.add(WEIGHTS_DROPPED_IN_NETWORK);
      divergences.add(DIVISION_BY_ZERO);
    }
    return divergences;
  }
}
