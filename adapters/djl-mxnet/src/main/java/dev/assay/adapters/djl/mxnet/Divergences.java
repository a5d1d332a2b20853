package dev.assay.adapters.djl.mxnet;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.WrongGradients;
import dev.assay.spi.known.OneDnnExponential;
import dev.assay.spi.known.RunningSum;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where MXNet 1.9.1 is known to be wrong. */
public final class Divergences {
  /** Up to how many classes the logarithm's error shows beside the other roundings. */
  private static final int FEW_CLASSES = 16;

  /** Up to how many values per channel may lie close to each other by chance. */
  private static final int FEW_VALUES = 4;

  /** Channels that oneDNN's convolutions take together. */
  private static final int BLOCK = 16;

  private static final int HALF_A_BLOCK = 8;

  private static final int RANK_OF_IMAGES = 4;

  /** Channels that go into a vector of oneDNN's local response normalisation. */
  private static final int VECTOR = 8;

  /** Where sums that run over the channels lose more than is in order. */
  private static final Set<Fill> LOST_IN_RUNNING_SUMS =
      EnumSet.of(Fill.SPECIAL, Fill.WIDE, Fill.LARGE);

  /** The oneDNN that MXNet 1.9.1 is built with. */
  private static final String ONE_DNN =
      "https://github.com/uxlfoundation/oneDNN/blob/5818c40f07bdb6307f9bc64e929836fe036da644/"
          + "src/cpu/x64/";

  private static final int LARGEST_KERNEL_OF_ONE_PIXEL = 27;

  /** Beyond such logits e^x is small beside 1: an eighth. */
  private static final double SMALL_EXPONENTIAL = 2;

  private static final String POOLING_GRADIENT =
      "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/pooling.cc#L309";

  static final List<KnownDivergence> ALL =
      List.of(
          new KnownDivergence(
              "average-pool-gradient-whole-kernel",
              "the gradient of a last window that reaches past the padding is divided by the whole"
                  + " kernel: whether oneDNN, which does that, may be used is decided by the"
                  + " output's size instead of the input's",
              List.of(POOLING_GRADIENT),
              Problem.parse(
                  "average-pool2d backward-data n=1 c=1 h=1 w=3 kernel=2x4 stride=1x2 pad=1x1"
                      + " rounding=up count-pad=true"),
              gradientByOneDnn(true, Divergences::cutsOff),
              problem -> List.of(new Symptom.Inexact(0, 1 - smallestWindow(problem)))),
          new KnownDivergence(
              "average-pool-gradient-refused",
              "the gradient fails where the last window starts past the image: whether oneDNN,"
                  + " which refuses that, may be used is decided by the output's size instead of"
                  + " the input's",
              List.of(POOLING_GRADIENT),
              Problem.parse(
                  "average-pool2d backward-data n=1 c=1 h=1 w=4 kernel=1x1 stride=1x2 rounding=up"),
              gradientByOneDnn(false, PoolAxis::endsEmpty),
              new Symptom.Throws()),
          OneDnnExponential.underflow(
              "gradient-underflow",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/mkldnn/mkldnn_softmax.cc#L58"),
              Problem.parse("softmax backward-data shape=2 axis=0 beta=3.0 fill=integer seed=69"),
              Divergences::underflows),
          new KnownDivergence(
              "log-softmax-logarithm",
              "oneDNN's logarithm is wrong by up to 3.5e-6 around 1, so that log softmax comes out"
                  + " above 0",
              List.of("https://github.com/apache/mxnet/pull/18469"),
              Problem.parse("cross-entropy n=1 classes=1 seed=1"),
              problem ->
                  (problem.operation() instanceof CrossEntropy loss
                          && loss.classes() <= FEW_CLASSES)
                      || (problem.operation() instanceof LogSoftmax softmax
                          && softmax.axis() == softmax.shape().rank() - 1),
              // The gradient is of the exponential of what is so far off.
              problem ->
                  List.of(
                      problem.direction().isBackward()
                          ? new Symptom.Inexact(0, 4e-6)
                          : new Symptom.Inexact(4e-6, 0))),
          new KnownDivergence(
              "soft-relu-of-negative",
              "oneDNN's soft ReLU is off by up to 2e-6, so that it is negative where e^x is small",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/mkldnn/mkldnn_act.cc"),
              Problem.parse("binary-cross-entropy shape=1 fill=integer seed=5"),
              problem ->
                  problem.operation() instanceof BinaryCrossEntropy
                      && problem.direction() == Direction.FORWARD
                      && problem.fill().largest() > SMALL_EXPONENTIAL,
              new Symptom.Inexact(2e-6, 0)),
          new KnownDivergence(
              "running-variance-through-deviation",
              "the batch's variance is kept as 1/√(σ² + ε) and taken back from it, so that it is off"
                  + " by roundings of σ² + ε, and may be negative",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/batch_norm.cc#L36",
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/batch_norm.cc#L263"),
              Problem.parse("batch-norm-statistics shape=1x1 momentum=0.0 seed=539668"),
              Divergences::hasSmallVariance,
              new Symptom.Inexact(1e-10, 1e-6)),
          new KnownDivergence(
              "local-response-norm-gradient-of-one-channel",
              "the gradient over a single channel is garbage, or ends the process: it is computed"
                  + " from memory that is not its own",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/mkldnn/mkldnn_lrn-inl.h"),
              Problem.parse(
                  "local-response-norm backward-data n=1 c=1 h=1 w=1 k=1.0 fill=integer seed=655507"),
              problem ->
                  problem.operation() instanceof LocalResponseNorm norm
                      && norm.c() == 1
                      && problem.direction().isBackward(),
              new Symptom.Dies(),
              new Symptom.Garbage()),
          new KnownDivergence(
              "local-response-norm-gradient-of-blocks",
              "in a network, where a convolution or pooling hands on the gradient of its output in an"
                  + " order of oneDNN's, as in blocks of channels, the gradient of a local response"
                  + " normalisation is wrong: it is given data in plain order, since that of blocks"
                  + " was wrong, too, and oneDNN goes through both by the order of the data",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/mkldnn/mkldnn_lrn-inl.h#L259"),
              Problem.parse(
                  "training-step network=between:local-response-norm,alpha=1.0 n=1 until=gradients"),
              problem -> WrongGradients.passThrough(problem, LocalResponseNorm.class::isInstance),
              problem -> WrongGradients.symptoms(problem, LocalResponseNorm.class::isInstance)),
          new KnownDivergence(
              "softmax-of-blocks-over-rows",
              "in a network, where its data come from a convolution or pooling, in oneDNN's blocks of"
                  + " channels, a softmax or log softmax over the rows of images ends the process",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/mkldnn/mkldnn_softmax.cc",
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/mkldnn/mkldnn_log_softmax.cc"),
              Problem.parse(
                  "training-step network=between:relu,c=8+softmax,axis=3 n=2 size=8x8 until=gradients"),
              problem ->
                  problem.operation() instanceof Composite network
                      && network.layers().nodes().stream()
                          .anyMatch(node -> isSoftmaxOfRowsInBlocks(node.operation())),
              new Symptom.Dies()),
          new KnownDivergence(
              "local-response-norm-running-sum",
              "of 16 and more channels that fill vectors of "
                  + VECTOR
                  + ", the sums over windows of 5 are kept by adding what enters and taking away what"
                  + " leaves: a NaN reaches elements outside its windows, and a large value leaves"
                  + " its rounding error with smaller ones, and with each other where there are some"
                  + " hundred",
              List.of(
                  ONE_DNN + "lrn/jit_uni_lrn_kernel.cpp#L1070",
                  ONE_DNN + "lrn/jit_uni_lrn.cpp#L176-L195"),
              Problem.parse(
                  "local-response-norm n=1 c=16 h=2 w=2 alpha=1.0 k=1.0 fill=special seed=424295"),
              problem ->
                  problem.operation() instanceof LocalResponseNorm norm
                      && norm.c() % VECTOR == 0
                      && norm.c() >= 2 * VECTOR
                      && norm.size() == 5
                      && norm.beta() == 0.75
                      && problem.direction() == Direction.FORWARD
                      && LOST_IN_RUNNING_SUMS.contains(problem.fill()),
              // Measured of large numbers, which differ little: a part of what may be lost.
              (problem, inputs) ->
                  problem.fill() == Fill.LARGE
                      ? List.of(new Symptom.Inexact(0, 1e-4))
                      : RunningSum.symptoms(problem, inputs.get().get(0))),
          new KnownDivergence(
              "transposed-convolution-gradient-refused",
              "oneDNN finds no way to arrange the weights for the data's gradient of a transposed"
                  + " convolution to one channel per group, where those of the input fill blocks of "
                  + BLOCK
                  + ", or of "
                  + HALF_A_BLOCK
                  + " in each of several groups",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/mkldnn/mkldnn_deconvolution.cc"),
              Problem.parse(
                  "conv-transpose2d backward-data n=1 c=16 h=1 w=1 k=1 kernel=1x1 fill=integer"),
              problem ->
                  problem.operation() instanceof ConvTranspose2d conv
                      && conv.k() == conv.groups()
                      && conv.c() / conv.groups() % (conv.groups() == 1 ? BLOCK : HALF_A_BLOCK) == 0
                      && problem.direction().isBackward()
                      && problem.direction() != Direction.BACKWARD_WEIGHTS,
              new Symptom.Throws()),
          new KnownDivergence(
              "transposed-convolution-of-one-pixel-refused",
              "oneDNN finds no way to arrange the weights for a transposed convolution from single"
                  + " pixels of several channels to one channel, where the kernel is large",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/mkldnn/mkldnn_deconvolution.cc"),
              Problem.parse("conv-transpose2d n=2 c=2 h=1 w=1 k=1 kernel=1x28 fill=integer"),
              problem ->
                  problem.operation() instanceof ConvTranspose2d conv && isOnePixelToOne(conv),
              new Symptom.Throws()),
          new KnownDivergence(
              "nesterov-decays-new-weight",
              "the velocity decays the weight that nag_mom_update has just written in place, not the"
                  + " one before the step",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/optimizer_op-inl.h#L1076-L1080"),
              Problem.parse("momentum size=1 learning-rate=0.1 decay=0.5 nesterov=true"),
              problem ->
                  problem.operation() instanceof Momentum momentum
                      && momentum.nesterov()
                      && momentum.decay() != 0,
              problem -> List.of(ofNewWeight((Momentum) problem.operation()))));

  private Divergences() {}

  private static boolean isSoftmaxOfRowsInBlocks(Operation operation) {
    return (operation instanceof Softmax softmax
            && areRowsInBlocks(softmax.shape(), softmax.axis()))
        || (operation instanceof LogSoftmax logarithm
            && areRowsInBlocks(logarithm.shape(), logarithm.axis()));
  }

  private static boolean areRowsInBlocks(Shape shape, int axis) {
    return shape.rank() == RANK_OF_IMAGES
        && axis == RANK_OF_IMAGES - 1
        && shape.dimension(1) % HALF_A_BLOCK == 0;
  }

  /** Those of MXNet through DJL. */
  public static List<KnownDivergence> all() {
    return Stream.of(dev.assay.adapters.djl.Divergences.ALL, ALL, NonFinite.ALL)
        .flatMap(List::stream)
        .toList();
  }

  /** Measured: with kernels of 27 elements it is computed, whatever their shape. */
  private static boolean isOnePixelToOne(ConvTranspose2d conv) {
    Extent one = new Extent(1, 1);
    return conv.n() > 1
        && conv.c() > 1
        && conv.k() == 1
        && conv.h() * conv.w() == 1
        && conv.kernel().h() * conv.kernel().w() > LARGEST_KERNEL_OF_ONE_PIXEL
        && conv.stride().equals(one)
        && conv.dilation().equals(one);
  }

  /** New running variances of batches whose own may be about ε or below. */
  private static boolean hasSmallVariance(Problem problem) {
    return problem.operation() instanceof BatchNormStatistics statistics
        && statistics.momentum() < 1
        && (statistics.shape().size() <= FEW_VALUES * statistics.shape().dimension(1)
            || problem.fill() == Fill.WIDE
            || problem.fill() == Fill.CONSTANT
            || problem.fill() == Fill.SUBNORMAL
            || problem.fill() == Fill.CANCELLATION
            || problem.fill() == Fill.SPECIAL);
  }

  /** Along other axes than the last MXNet does not leave a softmax to oneDNN. */
  private static boolean underflows(Problem problem) {
    return problem.operation() instanceof Softmax softmax
        ? softmax.axis() == softmax.shape().rank() - 1
            && OneDnnExponential.underflowsInSoftmax(problem)
        : OneDnnExponential.underflowsInSigmoid(problem);
  }

  /** Gradients of average pooling that MXNet leaves to oneDNN though windows overhang. */
  private static Predicate<Problem> gradientByOneDnn(boolean countPad, Predicate<PoolAxis> any) {
    return problem -> {
      Operation operation = OneDimensional.onImages(problem.operation());
      List<PoolAxis> axes = PoolAxis.of(operation);
      return problem.direction().isBackward()
          && countsPadding(operation) == countPad
          && axes.stream().anyMatch(PoolAxis::overhangs)
          && axes.stream().allMatch(PoolAxis::outputFits)
          && axes.stream().anyMatch(any);
    };
  }

  private static boolean countsPadding(Operation operation) {
    return (operation instanceof AveragePool2d pool && pool.countPad())
        || (operation instanceof AveragePool3d volumes && volumes.countPad());
  }

  /** What part of the kernel the smallest window is that holds a part of the image. */
  private static double smallestWindow(Problem problem) {
    return PoolAxis.of(OneDimensional.onImages(problem.operation())).stream()
        .filter(Divergences::cutsOff)
        .mapToDouble(axis -> 1 - (double) axis.overhang() / axis.kernel())
        .reduce(1, (one, other) -> one * other);
  }

  /** decay·|w' − w|, where the step is up to α·(1 + μ) times the terms of the velocity. */
  private static Symptom ofNewWeight(Momentum momentum) {
    double step = momentum.learningRate() * (1 + momentum.momentum());
    return Symptom.Part.ofRange(
        "v'",
        momentum.size(),
        2 * momentum.size(),
        new Symptom.Inexact(0, momentum.decay() * step));
  }

  /** Whether the last window holds a part of the image and reaches past the padding. */
  private static boolean cutsOff(PoolAxis axis) {
    return axis.overhangs() && !axis.endsEmpty();
  }
}
