package dev.assay.adapters.dl4j;

import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.known.OneDnnExponential;
import dev.assay.spi.known.RunningSum;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Where ND4J 1.0.0-M2.1 is known to be wrong. */
public final class Divergences {
  /** Of which Deeplearning4j is a part, too. */
  public static final String REPOSITORY =
      "https://github.com/deeplearning4j/deeplearning4j/blob/"
          + "3a87acef06fbfa5712c353d1c7ed5fef686c0bcc/";

  public static final String SOURCE = REPOSITORY + "libnd4j/include/";

  /**
   * By how much a logarithm is off if the smallest float stands for a quarter of it, since both the
   * exponential and the quotient were rounded up: ln 4.
   */
  private static final double QUARTER_OF_THE_SMALLEST = 1.39;

  /** What is lost by cancellation beside 1. */
  private static final double FEW_ULPS = 0x1p-21;

  /** How far below 0 a sigmoid is so small that {@link #FEW_ULPS} of 1 are many of it: a tenth. */
  private static final double SMALL_SIGMOID = 2.2;

  private static final String LOCAL_RESPONSE_NORM = SOURCE + "ops/declarable/helpers/cpu/lrn.cpp";

  /** Of both gradients, ND4J's and that of Deeplearning4j's layer. */
  public static final String LOCAL_RESPONSE_NORM_ISSUE =
      "https://github.com/deeplearning4j/deeplearning4j/issues/7272";

  private static final KnownDivergence LOCAL_RESPONSE_NORM_GRADIENT =
      new KnownDivergence(
          "local-response-norm-gradient-own-factor",
          "the whole gradient is multiplied by the output gradient of its own channel, where each"
              + " channel of the window has one of its own; and its sums over windows are kept by"
              + " adding what enters and taking away what leaves, so that of widely spread numbers"
              + " little is right, or nothing",
          List.of(LOCAL_RESPONSE_NORM, LOCAL_RESPONSE_NORM_ISSUE),
          Problem.parse(
              "local-response-norm backward-data n=1 c=2 h=1 w=2 fill=integer seed=326799"),
          problem -> problem.direction().isBackward() && hasWindows(problem.operation()),
          (problem, inputs) ->
              List.of(ofOwnFactor((LocalResponseNorm) problem.operation(), inputs.get())));

  private static final KnownDivergence LOCAL_RESPONSE_NORM_SUM =
      RunningSum.inLocalResponseNorm(
          List.of(LOCAL_RESPONSE_NORM),
          Problem.parse("local-response-norm n=1 c=3 h=2 w=1 size=3 fill=wide seed=3"));

  private static final KnownDivergence DILATED_TRANSPOSED_GRADIENT =
      new KnownDivergence(
          "transposed-convolution-dilated-gradient",
          "deconv2d_bp calls conv2d, which leaves the dilation out of the padding that it describes"
              + " to oneDNN, and fails",
          List.of(SOURCE + "ops/declarable/generic/nn/convo/deconv2d.cpp"),
          Problem.parse(
              "conv-transpose2d backward n=1 c=1 h=1 w=9 k=5 kernel=1x4 pad=0x6 dilation=1x2"
                  + " fill=integer seed=577580"),
          problem ->
              problem.operation() instanceof ConvTranspose2d conv
                  && !conv.dilation().equals(new Extent(1, 1))
                  && problem.direction().isBackward(),
          new Symptom.Throws());

  private static final KnownDivergence DROPOUT_GRADIENT_AT_ZERO =
      new KnownDivergence(
          "dropout-gradient-at-zero",
          "at an input of 0 there is no gradient: what was dropped is told from an output of 0",
          List.of(SOURCE + "ops/declarable/helpers/cpu/dropout.cpp"),
          Problem.parse("random-dropout shape=2000 rate=0.1 fill=integer"),
          problem ->
              problem.operation() instanceof RandomDropout dropout
                  && dropout.gradient()
                  && dropout.isRandom()
                  && problem.fill() == Fill.INTEGER,
          new Symptom.Scaled(0));

  private static final KnownDivergence DROPOUT_GRADIENT_OF_NOTHING_DROPPED =
      new KnownDivergence(
          "dropout-gradient-of-nothing-dropped",
          "where everything is kept the gradient is 0",
          List.of(SOURCE + "ops/declarable/generic/random/dropout.cpp"),
          Problem.parse("random-dropout shape=1 rate=0.0"),
          problem ->
              problem.operation() instanceof RandomDropout dropout
                  && dropout.gradient()
                  && !dropout.isRandom(),
          new Symptom.Scaled(0));

  private static final KnownDivergence LOGARITHM_OF_SOFTMAX =
      new KnownDivergence(
          "log-softmax-underflow",
          "the logarithm is taken of a softmax that has lost its digits below 1.2e-38, or has"
              + " become 0, which gives -Infinity",
          List.of(SOURCE + "ops/declarable/helpers/cpu/softmax.cpp"),
          Problem.parse("log-softmax shape=1x2 axis=1 beta=10.0 fill=integer seed=3"),
          problem ->
              problem.operation() instanceof LogSoftmax softmax
                  && problem.direction() == Direction.FORWARD
                  && OneDnnExponential.spread(softmax.beta(), problem.fill())
                          + Math.log(softmax.shape().dimension(softmax.axis()))
                      > OneDnnExponential.UNDERFLOW,
          new Symptom.NonFinite(),
          new Symptom.Inexact(QUARTER_OF_THE_SMALLEST, 0));

  private static final KnownDivergence SIGMOID_GRADIENT =
      new KnownDivergence(
          "binary-cross-entropy-gradient-cancels",
          "where x < 0 the gradient is 1 - t - 1/(1 + e^x), which loses all digits of a small"
              + " sigmoid",
          List.of(SOURCE + "ops/declarable/generic/loss/sigmCrossEntropy.cpp"),
          Problem.parse("binary-cross-entropy backward-data shape=1 fill=integer seed=5"),
          problem ->
              problem.operation() instanceof BinaryCrossEntropy
                  && problem.direction().isBackward()
                  && problem.fill().largest() > SMALL_SIGMOID,
          (problem, inputs) -> List.of(ofOneSubtracted(inputs.get())));

  private static final KnownDivergence ONE_LOGIT =
      new KnownDivergence(
          "cross-entropy-of-one-logit",
          "the gradient of one example with one class throws: a 1x1 matrix is taken for a scalar",
          List.of(SOURCE + "ops/declarable/generic/loss/softmaxCrossEntropy.cpp#L275"),
          Problem.parse("cross-entropy backward-data n=1 classes=1"),
          problem ->
              problem.operation() instanceof CrossEntropy loss
                  && loss.n() == 1
                  && loss.classes() == 1
                  && problem.direction().isBackward(),
          new Symptom.Throws());

  private static final int ROWS = 2;

  private static final KnownDivergence SOFTMAX_OVER_CHANNELS =
      new KnownDivergence(
          "softmax-over-channels",
          "a softmax along axis 1 of 4 reads and writes NCHW as if it were NHWC",
          List.of(SOURCE + "ops/declarable/platform/mkldnn/softmax.cpp#L52"),
          Problem.parse("softmax shape=1x2x1x2 axis=1"),
          problem ->
              problem.operation() instanceof Softmax softmax
                  && softmax.shape().rank() == 4
                  && softmax.axis() == 1
                  && softmax.shape().dimension(1) > 1
                  && softmax.shape().dimension(2) * softmax.shape().dimension(3) > 1
                  && problem.direction() == Direction.FORWARD,
          problem -> List.of(new Symptom.AsIf(overLastAxis(problem))));

  private static final KnownDivergence SOFTMAX_OVER_ROWS =
      new KnownDivergence(
          "softmax-over-rows",
          "a softmax along axis 1 of 4 reads and writes NCHW as if it were NHWC: of images in NHWC"
              + " that axis is the rows, of others the channels",
          List.of(SOURCE + "ops/declarable/platform/mkldnn/softmax.cpp#L52"),
          Problem.parse("softmax shape=1x2x2x1 axis=2"),
          problem ->
              problem.direction() == Direction.FORWARD
                  && problem.operation() instanceof Softmax softmax
                  && softmax.shape().rank() == 4
                  && softmax.axis() == ROWS
                  && softmax.shape().dimension(ROWS) > 1
                  && softmax.shape().dimension(1) * softmax.shape().dimension(3) > 1,
          // Of another problem with its numbers in another order, which no symptom tells.
          new Symptom.Garbage());

  private static final KnownDivergence GRADIENT_UNDERFLOW =
      OneDnnExponential.underflow(
          "gradient-underflow",
          List.of(
              "https://github.com/uxlfoundation/oneDNN/blob/v2.2/"
                  + "src/cpu/x64/injectors/jit_uni_eltwise_injector.cpp"),
          Problem.parse("softmax backward-data shape=2 axis=0 fill=large seed=2803"),
          OneDnnExponential::underflowsInSoftmax);

  /** Wherever tanh is computed without oneDNN. */
  public static final KnownDivergence TANH_NEAR_ZERO =
      new KnownDivergence(
          "tanh-near-zero",
          "(1 - e^-2x) / (1 + e^-2x) loses the digits of a small x by cancellation",
          List.of(SOURCE + "math/templatemath.h#L794"),
          Problem.parse("tanh shape=1 seed=36"),
          problem ->
              problem.operation() instanceof Tanh
                  && problem.fill() != Fill.INTEGER
                  && problem.direction() == Direction.FORWARD,
          new Symptom.Inexact(FEW_ULPS, 0));

  private static final KnownDivergence DEPTHWISE_PIXEL =
      new KnownDivergence(
          "depthwise-one-pixel",
          "a 1x1 depthwise kernel with one output pixel throws \"Z array must be scalar\"",
          List.of(SOURCE + "helpers/cpu/MmulHelper.cpp#L367"),
          Problem.parse("conv2d n=1 c=2 h=1 w=1 k=2 kernel=1x1 groups=2"),
          problem ->
              problem.operation() instanceof Conv2d conv
                  && conv.groups() > 1
                  && conv.groups() == conv.c()
                  && conv.k() == conv.c()
                  && conv.kernel().equals(new Extent(1, 1))
                  && conv.outputShape().equals(Shape.of(1, conv.k(), 1, 1)),
          new Symptom.Throws());

  private static final String GRADIENT_OF_WEIGHTS = "gradient of weights";

  private static final KnownDivergence NOT_ZEROED =
      new KnownDivergence(
          "conv3d-gradient-not-zeroed",
          "where the first of several windows begins before the volume, and no other is whole or"
              + " begins with it, the weights' gradient is added to what lay in memory",
          List.of(
              "https://github.com/uxlfoundation/oneDNN/blob/v2.2/"
                  + "src/cpu/x64/jit_avx512_common_conv_kernel.cpp"),
          Problem.parse(
              "conv3d backward-weights n=1 c=24 d=2 h=1 w=1 k=24 kernel=3x1x1 stride=3x1x1"
                  + " pad=2x0x0 fill=integer"),
          problem ->
              problem.operation() instanceof Conv3d conv
                  && problem.direction().isBackward()
                  && problem.direction() != Direction.BACKWARD_DATA
                  && isNeverWhole(conv),
          problem -> List.of(ofWeights(problem, new Symptom.Garbage())));

  /** What oneDNN's choice of Winograd's algorithm was measured with. */
  private static final int MEASURED_THREADS = 2;

  private Divergences() {}

  private static boolean hasWindows(Operation operation) {
    return operation instanceof LocalResponseNorm norm && norm.c() > 1;
  }

  /**
   * By how much the gradient of a local response normalisation is off where its second term,
   * 2·α·β·x_c·Σ g_j·x_j·s_j^(−β−1), has another channel's g or s in it: right or wrong, each of its
   * parts is up to 2·β·|g|·k^−β times α·x²/k or, as s is no less than α·x_c² and α·x_j², times 1.
   */
  public static Symptom.Inexact ofSecondTerm(LocalResponseNorm norm, List<Tensor> inputs) {
    double x = inputs.get(0).largestMagnitude();
    double g = inputs.get(1).largestMagnitude();
    double part = 2 * norm.beta() * g * Math.pow(norm.k(), -norm.beta());
    double share = Math.min(1, norm.alpha() * x * x / norm.k());
    return new Symptom.Inexact(2 * norm.size() * part * share, 0);
  }

  /**
   * The second term is wrong, and the sums, whose power in the gradient is one more than in the
   * output, may have lost digits, or all of them.
   */
  private static Symptom ofOwnFactor(LocalResponseNorm norm, List<Tensor> inputs) {
    double off = RunningSum.off(norm, inputs.get(0));
    return RunningSum.isLost(off)
        ? new Symptom.Garbage()
        : new Symptom.Inexact(ofSecondTerm(norm, inputs).absolute(), 2 * (norm.beta() + 1) * off);
  }

  /** Of a gradient beside logits and targets: the loss has but one, which all elements share. */
  private static Symptom ofOneSubtracted(List<Tensor> inputs) {
    double shared = inputs.get(2).get(0) / inputs.get(0).shape().size();
    return new Symptom.Inexact(FEW_ULPS * Math.abs(shared), 0);
  }

  private static Symptom ofWeights(Problem problem, Symptom symptom) {
    List<Problem.Result> results = problem.results();
    int weights =
        IntStream.range(0, results.size())
            .filter(result -> results.get(result).name().equals(GRADIENT_OF_WEIGHTS))
            .findFirst()
            .orElseThrow();
    return Symptom.Part.ofResult(problem, weights, symptom);
  }

  /** NCHW taken for NHWC. */
  private static Problem overLastAxis(Problem problem) {
    Softmax softmax = (Softmax) problem.operation();
    Shape x = softmax.shape();
    Shape last = Shape.of(x.dimension(0), x.dimension(2), x.dimension(3), x.dimension(1));
    return problem.with(new Softmax(last, 3, softmax.beta()), problem.direction());
  }

  /** Measured, along the depth: with memory that held other numbers before. */
  private static boolean isNeverWhole(Conv3d conv) {
    int windows = conv.outputShape().dimension(2);
    int reach = (conv.kernel().d() - 1) * conv.dilation().d();
    return windows > 1
        && conv.pad().d().before() > 0
        && IntStream.range(0, windows)
            .map(window -> window * conv.stride().d() - conv.pad().d().before())
            .noneMatch(first -> first == 0 || (first > 0 && first + reach < conv.d()));
  }

  private static KnownDivergence winograd(int threads) {
    return new KnownDivergence(
        "winograd-gradients",
        "gradients of large 3x3 convolutions come from Winograd's algorithm, which is not exact"
            + " on integers and rounds relative to the largest terms of a tile",
        List.of(
            "https://github.com/uxlfoundation/oneDNN/blob/v2.7/"
                + "src/cpu/x64/jit_avx512_core_f32_wino_conv_4x3_kernel.cpp"),
        Problem.parse("conv2d backward n=4096 c=1 h=1 w=1 k=1 kernel=3x3 pad=1x1 fill=integer"),
        problem ->
            problem.operation() instanceof Conv2d conv
                && conv.groups() == 1
                && conv.kernel().equals(new Extent(3, 3))
                && conv.stride().equals(new Extent(1, 1))
                && conv.dilation().equals(new Extent(1, 1))
                && problem.direction().isBackward()
                && mayUseWinograd(conv, problem.direction(), threads),
        problem -> List.of(Symptom.Inexact.ofTransforms(problem)));
  }

  /**
   * oneDNN's rule of thumb for when Winograd's algorithm pays: from batches of 9 on, and for the
   * weights' gradient also where the transformed matrices are large. How large depends on the
   * threads, and is known here of two; of others any may be.
   */
  private static boolean mayUseWinograd(Conv2d conv, Direction direction, int threads) {
    if (conv.n() > 8) {
      return true;
    }
    if (direction == Direction.BACKWARD_DATA) {
      return false;
    }
    if (threads != MEASURED_THREADS) {
      return true;
    }
    long transformed = 36L * Float.BYTES;
    long inputs = roundUp(conv.c(), 16);
    long outputs = roundUp(conv.k(), 16);
    Shape y = conv.outputShape();
    long tiles = conv.n() * (roundUp(y.dimension(2), 4) / 4) * (roundUp(y.dimension(3), 4) / 4);
    double images = transformed * (inputs + outputs) * tiles / 0x1p20;
    double weights = transformed * inputs * outputs / 0x1p20;
    return images >= 0.6 && (images > 56 || weights >= 4);
  }

  /** What goes wrong on images does so on sequences, which are computed as such. */
  private static KnownDivergence ofSequencesToo(KnownDivergence known) {
    return new KnownDivergence(
        known.id(),
        known.reason(),
        known.links(),
        known.counterexample(),
        problem -> known.applies().test(Sequences.onImages(problem)),
        (problem, inputs) -> known.symptoms().of(Sequences.onImages(problem), inputs));
  }

  private static long roundUp(int value, int multiple) {
    return (long) (value + multiple - 1) / multiple * multiple;
  }

  /**
   * Those of natives with oneDNN, with Arm's Compute Library, or with neither: they err in
   * different places.
   *
   * @param helper which of them
   * @param avx512 whether the processor has AVX-512, for which alone oneDNN has Winograd's
   *     algorithm, and a kernel that forgets to zero
   * @param threads that they compute with
   * @param layout of images
   */
  public static List<KnownDivergence> of(
      Helper helper, boolean avx512, int threads, Layout layout) {
    List<KnownDivergence> divergences = new ArrayList<>();
    divergences.add(ONE_LOGIT);
    divergences.add(LOCAL_RESPONSE_NORM_GRADIENT);
    divergences.add(DROPOUT_GRADIENT_AT_ZERO);
    divergences.add(DROPOUT_GRADIENT_OF_NOTHING_DROPPED);
    divergences.add(LOGARITHM_OF_SOFTMAX);
    divergences.add(SIGMOID_GRADIENT);
    if (helper == Helper.ONE_DNN) {
      divergences.add(DILATED_TRANSPOSED_GRADIENT);
      divergences.add(layout == Layout.NHWC ? SOFTMAX_OVER_ROWS : SOFTMAX_OVER_CHANNELS);
      divergences.add(GRADIENT_UNDERFLOW);
      divergences.addAll(NonFinite.WITH_ONE_DNN);
      if (avx512) {
        divergences.add(NOT_ZEROED);
        divergences.add(winograd(threads));
      }
    } else {
      divergences.add(TANH_NEAR_ZERO);
      divergences.add(DEPTHWISE_PIXEL);
    }
    if (helper == Helper.NONE) {
      divergences.add(LOCAL_RESPONSE_NORM_SUM);
      divergences.addAll(NonFinite.WITHOUT_HELPER);
    }
    if (helper == Helper.ARM_COMPUTE) {
      divergences.addAll(ArmConvolutions.ALL);
    }
    return divergences.stream().map(Divergences::ofSequencesToo).toList();
  }
}
