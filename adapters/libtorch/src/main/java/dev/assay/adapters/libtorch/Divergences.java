package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Composite;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.known.HiddenCaches;
import dev.assay.spi.known.OneDnnKernels;
import dev.assay.spi.known.OnePassVariance;
import java.util.ArrayList;
import java.util.List;

/** Where PyTorch 2.10.0 is known to be wrong on the processor. */
final class Divergences {
  /** Filters up to this size PyTorch convolves single images with by itself. */
  private static final int SMALL = 3;

  private static final int BATCH = 0;
  private static final int CHANNELS = 1;
  private static final int FIRST_POSITIONS = 2;

  /** The rank of what can have its channels last. */
  private static final int IMAGES = 4;

  static final KnownDivergence INSTANCE_NORM_OF_ONE_IMAGE =
      new KnownDivergence(
          "instance-norm-gradients-of-one-image",
          "where a batch is one image and its gradient lies channels last, the backward pass of the"
              + " batch normalisation, which instance normalisation is made of, takes the elements of"
              + " that in the wrong order",
          List.of(
              "https://github.com/pytorch/pytorch/blob/v2.10.0/aten/src/ATen/native/Normalization.cpp"),
          Problem.parse("instance-norm backward-weights shape=1x2x1x2 fill=integer"),
          problem ->
              problem.operation() instanceof InstanceNorm norm
                  && problem.direction().isBackward()
                  && norm.shape().rank() == IMAGES
                  && norm.shape().dimension(BATCH) == 1
                  && norm.shape().dimension(CHANNELS) > 1
                  && positions(norm.shape()) > 1,
          (problem, inputs) -> List.of(ofAnyOrder(problem, inputs.get())));

  static final KnownDivergence GROUP_NORM_IN_ONE_PASS =
      new KnownDivergence(
          "group-norm-variance-in-one-pass",
          "where channels lie last, the variance of a group is its mean square less its squared mean,"
              + " of which little is left where the values are close to each other",
          List.of(
              "https://github.com/pytorch/pytorch/issues/40302",
              "https://github.com/pytorch/pytorch/issues/54293"),
          Problem.parse("group-norm shape=1x2x1x2 groups=2 seed=65772"),
          problem -> isOfImages(problem.operation()),
          (problem, inputs) ->
              OnePassVariance.symptoms((GroupNorm) problem.operation(), inputs.get().get(0), true));

  static final KnownDivergence CONVOLUTION_SKIPS_ROWS =
      new KnownDivergence(
          "convolution-skips-rows",
          "of one channel, oneDNN leaves some rows of the data's gradient as they were in memory,"
              + " where a single window of the convolution that it is spans the width and the stride"
              + " along it is above 1",
          List.of(
              "https://github.com/uxlfoundation/oneDNN/blob/v3.7.1/src/cpu/x64/jit_brgemm_conv.cpp"),
          Problem.parse(
              "conv-transpose2d backward-data n=2 c=2 h=2 w=1 k=1 kernel=1x5 stride=1x2 fill=integer"),
          Divergences::skipsRows,
          problem -> List.of(Symptom.Part.ofFirst(problem, new Symptom.Garbage())));

  /** In either order of the elements: transposed convolutions are blocked in both. */
  private static final Problem WHERE_CACHES_ARE_HIDDEN =
      Problem.parse("conv-transpose2d n=1 c=1 h=1 w=1 k=1 kernel=4x4 fill=integer");

  static final KnownDivergence CONVOLUTIONS_WHERE_CACHES_ARE_HIDDEN =
      HiddenCaches.ofConvolutions(WHERE_CACHES_ARE_HIDDEN);

  static final KnownDivergence PARTIAL_BLOCKS_WHERE_CACHES_ARE_HIDDEN =
      HiddenCaches.ofPartialBlocks(WHERE_CACHES_ARE_HIDDEN);

  /** Measured with AVX2; without, it is one of {@link #CONVOLUTIONS_WHERE_CACHES_ARE_HIDDEN}. */
  static final KnownDivergence FORWARD_DIVISION_BY_ZERO =
      new KnownDivergence(
          "forward-division-by-zero-where-caches-are-hidden",
          HiddenCaches.REASON
              + "; where channels lie last, it divides by zero for a 1x1 convolution with a stride"
              + " and many channels itself, which ends the process",
          HiddenCaches.LINKS,
          Problem.parse("inference network=resnet50 n=1 size=64x64"),
          problem ->
              problem.operation() instanceof Composite composite
                  ? composite.layers().nodes().stream()
                      .map(Network.Node::operation)
                      .anyMatch(dev.assay.adapters.pytorch.Divergences::dividesByZero)
                  : problem.direction() == Direction.FORWARD
                      && dev.assay.adapters.pytorch.Divergences.dividesByZero(problem.operation()),
          new Symptom.Dies());

  static final KnownDivergence GROUP_NORM_OF_ONE =
      new KnownDivergence(
          "group-norm-gradient-of-one",
          "the gradient is computed as a*g + b*x + c with b and c apart, which together are only"
              + " about 0 where a group has one element",
          List.of(
              "https://github.com/pytorch/pytorch/blob/v2.10.0/aten/src/ATen/native/cpu/group_norm_kernel.cpp"),
          Problem.parse("group-norm backward-data shape=777x1 groups=1 fill=wide seed=2"),
          problem ->
              problem.operation() instanceof GroupNorm norm
                  && norm.shape().dimension(CHANNELS) * positions(norm.shape()) == norm.groups()
                  && (problem.fill() == Fill.LARGE || problem.fill() == Fill.WIDE)
                  && problem.direction().isBackward()
                  && problem.direction() != Direction.BACKWARD_WEIGHTS,
          (problem, inputs) ->
              List.of(
                  dev.assay.adapters.pytorch.Divergences.ofOne(
                      inputs.get().get(0), ((GroupNorm) problem.operation()).epsilon())));

  private Divergences() {}

  /**
   * Measured with PyTorch 2.10.0, which has oneDNN convolve single images by large filters only.
   */
  private static boolean skipsRows(Problem problem) {
    return problem.operation() instanceof ConvTranspose2d conv
        && problem.direction().isBackward()
        && problem.direction() != Direction.BACKWARD_WEIGHTS
        && conv.k() == 1
        && conv.c() > 1
        && conv.h() > 1
        && conv.w() == 1
        && conv.stride().h() == 1
        && conv.stride().w() > 1
        && conv.kernel().w() > 1
        && conv.dilation().w() == 1
        && (conv.n() > 1 || (conv.kernel().h() > SMALL && conv.kernel().w() > SMALL));
  }

  /**
   * What is made of an output's gradient in any order: ∂γ and ∂β are sums of as many of its
   * elements as there are positions, p; ∂x is γ/√(σ² + ε) times one of them less its mean and less
   * x̂ ≤ √p times another.
   */
  private static Symptom ofAnyOrder(Problem problem, List<Tensor> inputs) {
    InstanceNorm norm = (InstanceNorm) problem.operation();
    int positions = positions(norm.shape());
    double ofData =
        (2 + Math.sqrt(positions)) * inputs.get(1).largestMagnitude() / Math.sqrt(norm.epsilon());
    double terms =
        problem.direction() == Direction.BACKWARD_WEIGHTS ? positions : Math.max(positions, ofData);
    return new Symptom.Inexact(2 * terms * inputs.get(3).largestMagnitude(), 0);
  }

  private static boolean isOfImages(Operation operation) {
    return operation instanceof GroupNorm norm && norm.shape().rank() == IMAGES;
  }

  private static int positions(Shape shape) {
    int positions = 1;
    for (int axis = FIRST_POSITIONS; axis < shape.rank(); axis++) {
      positions *= shape.dimension(axis);
    }
    return positions;
  }

  /** Those to be expected on the processor of this machine. */
  static List<KnownDivergence> here(Layout layout) {
    List<KnownDivergence> divergences = new ArrayList<>();
    divergences.add(dev.assay.adapters.pytorch.Divergences.LAYER_NORM_OF_ONE);
    divergences.add(GROUP_NORM_OF_ONE);
    if (layout == Layout.CHANNELS_LAST) {
      divergences.add(INSTANCE_NORM_OF_ONE_IMAGE);
      divergences.add(GROUP_NORM_IN_ONE_PASS);
    }
    if (HiddenCaches.here()) {
      divergences.add(dev.assay.adapters.pytorch.Divergences.DIVISION_BY_ZERO);
      if (!HiddenCaches.areMostlyAvoided()) {
        divergences.add(CONVOLUTIONS_WHERE_CACHES_ARE_HIDDEN);
      } else {
        divergences.add(PARTIAL_BLOCKS_WHERE_CACHES_ARE_HIDDEN);
        if (layout == Layout.CHANNELS_LAST) {
          divergences.add(FORWARD_DIVISION_BY_ZERO);
        }
      }
    } else if (layout == Layout.CHANNELS_LAST
        && OneDnnKernels.areForX64()
        && !HiddenCaches.areOfNoMatter()) {
      divergences.add(CONVOLUTION_SKIPS_ROWS);
    }
    return divergences;
  }
}
