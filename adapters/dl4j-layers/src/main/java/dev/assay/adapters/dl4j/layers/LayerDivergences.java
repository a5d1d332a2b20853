package dev.assay.adapters.dl4j.layers;

import dev.assay.adapters.dl4j.Divergences;
import dev.assay.reference.network.LectureResNet18;
import dev.assay.reference.op.AveragePool1d;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.LocallyConnected2d;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Where Deeplearning4j 1.0.0-M2.1's layers are known to be wrong, beside ND4J beneath them. */
final class LayerDivergences {
  private static final String LAYERS =
      Divergences.REPOSITORY
          + "deeplearning4j/deeplearning4j-nn/src/main/java/org/deeplearning4j/nn/";

  private static final String LOSSES =
      Divergences.REPOSITORY
          + "nd4j/nd4j-backends/nd4j-api-parent/nd4j-api/src/main/java/org/nd4j/linalg/"
          + "lossfunctions/impl/";

  /** −ln 1e-10, rounded down. */
  private static final double LARGEST_LOSS = 23.02;

  /** Behind the logits. */
  private static final int LOSS_OF_NETWORK = 1;

  /** Of a loss, which is some tens there, by images of numbers below 1. */
  private static final double MOST_CLIPPED = 100;

  private static final int FEW_CHANNELS = 8;

  /** −ln 1e-5, which the sigmoid's logit is there, rounded down. */
  private static final double LARGEST_LOGIT = 11.5;

  /** The loss where a sigmoid is clipped that should be 1, rounded up. */
  private static final double CLIPPED_TO = 2e-5;

  /** Of a sigmoid near 1; its remainder is e^x times smaller. */
  private static final double TWO_ROUNDINGS = 0x1p-23;

  /** ND4J's own that come through. */
  static final Set<String> BENEATH =
      Set.of(
          "gradient-underflow",
          "conv3d-gradient-not-zeroed",
          "max-pool-drops-nan",
          "softmax-hides-nan");

  /** One that ND4J has with oneDNN only, for the same reason. */
  private static final String NEEDS_ONE_DNN = "transposed-convolution-dilated-gradient";

  /**
   * One that ND4J has on ARM: these layers compute dilated images with its own code, sequences not.
   */
  private static final String CUT_OFF = "dilated-convolution-cut-off";

  static final List<KnownDivergence> ALL =
      List.of(
          Divergences.TANH_NEAR_ZERO,
          new KnownDivergence(
              "cross-entropy-clipped",
              "LossMCXENT takes the logarithm of a softmax that it has raised to 1e-10, its default"
                  + " softmaxClipEps, so that no example's loss exceeds 23.03",
              List.of(
                  LOSSES + "LossMCXENT.java", "https://github.com/deeplearning4j/nd4j/pull/2030"),
              Problem.parse("cross-entropy n=1 classes=2 fill=integer seed=32"),
              problem ->
                  problem.operation() instanceof CrossEntropy loss
                      && problem.direction() == Direction.FORWARD
                      && 2 * problem.fill().largest() + Math.log(loss.classes()) > LARGEST_LOSS,
              LayerDivergences::ofClippedLoss),
          new KnownDivergence(
              "network-loss-clipped",
              "the loss of a network is LossMCXENT's, too: where nothing is normalised, images are"
                  + " large, a dropout scales what it keeps by more than 2, or a convolution has few"
                  + " channels to sum up, its logits make larger ones than 23.03 (the gradients are right)",
              List.of(LOSSES + "LossMCXENT.java"),
              Problem.parse("training-step network=resnet18-lecture n=1 size=67x67 until=loss"),
              problem ->
                  problem.operation() instanceof TrainingStep step
                      && (step.network() instanceof LectureResNet18
                          || problem.fill() == Fill.LARGE
                          || (!step.network().isPublished()
                              && step.layers().nodes().stream()
                                  .anyMatch(LayerDivergences::scalesUp))),
              problem ->
                  List.of(
                      Symptom.Part.ofResult(
                          problem,
                          LOSS_OF_NETWORK,
                          new Symptom.Inexact(MOST_CLIPPED * problem.fill().largest(), 0)))),
          new KnownDivergence(
              "binary-cross-entropy-clipped",
              "LossBinaryXENT clips the sigmoid to [1e-5, 1 − 1e-5], by its default clipEps, so that"
                  + " neither loss nor gradient is right for logits beyond ±11.5, and 1 − σ loses the"
                  + " digits of a small remainder",
              List.of(
                  LOSSES + "LossBinaryXENT.java",
                  "https://github.com/deeplearning4j/nd4j/pull/2121"),
              Problem.parse("binary-cross-entropy shape=1 fill=integer"),
              problem ->
                  problem.operation() instanceof BinaryCrossEntropy
                      && problem.fill().largest() > LARGEST_LOGIT,
              LayerDivergences::ofClippedSigmoid),
          new KnownDivergence(
              "local-response-norm-wide-window",
              "a window that reaches further than there are channels throws: it is summed by slices,"
                  + " of which some are empty then",
              List.of(LAYERS + "layers/normalization/LocalResponseNormalization.java"),
              Problem.parse("local-response-norm n=1 c=1 h=1 w=1 fill=integer"),
              problem ->
                  problem.operation() instanceof LocalResponseNorm norm
                      && norm.size() / 2 >= norm.c(),
              new Symptom.Throws()),
          new KnownDivergence(
              "local-response-norm-gradient-own-scale",
              "the gradient divides the sum over the window by the scale of its own channel, where"
                  + " each channel of the window has one of its own",
              List.of(
                  LAYERS + "layers/normalization/LocalResponseNormalization.java",
                  Divergences.LOCAL_RESPONSE_NORM_ISSUE),
              Problem.parse("local-response-norm backward-data n=1 c=4 h=1 w=1 fill=integer"),
              problem -> problem.direction().isBackward() && hasWindows(problem.operation()),
              (problem, inputs) ->
                  List.of(
                      Divergences.ofSecondTerm(
                          (LocalResponseNorm) problem.operation(), inputs.get()))),
          new KnownDivergence(
              "locally-connected-transposed",
              "the output comes out with rows and columns exchanged, and its gradients are those of"
                  + " such an output: places are gathered column by column, and laid out row by row",
              List.of(LAYERS + "conf/layers/LocallyConnected2D.java"),
              Problem.parse("locally-connected2d n=1 c=1 h=2 w=2 k=1 kernel=1x1 fill=integer"),
              problem ->
                  problem.operation() instanceof LocallyConnected2d conv
                      && hasRowsAndColumns(conv.outputShape()),
              new Symptom.Garbage()),
          new KnownDivergence(
              "locally-connected-gradient-doubled",
              "all gradients come out twice as large: the function through which a SameDiff layer"
                  + " takes in the output's gradient sets it, and then SameDiff adds it again",
              List.of(
                  Divergences.REPOSITORY
                      + "nd4j/nd4j-backends/nd4j-api-parent/nd4j-api/src/main/java/org/nd4j/autodiff/"
                      + "functions/DifferentialFunction.java#L687"),
              Problem.parse(
                  "locally-connected2d backward-weights n=1 c=1 h=1 w=1 k=1 kernel=1x1"
                      + " fill=integer"),
              problem ->
                  problem.operation() instanceof LocallyConnected2d
                      && problem.direction().isBackward(),
              new Symptom.Scaled(2)),
          new KnownDivergence(
              "locally-connected-gradient-of-all-places",
              "where a patch is a single number, and the batch a single image, each input gets the"
                  + " sum of the gradients of all places",
              List.of(LAYERS + "conf/layers/LocallyConnected2D.java"),
              Problem.parse(
                  "locally-connected2d backward-data n=1 c=1 h=1 w=2 k=1 kernel=1x1 fill=integer"),
              problem ->
                  problem.operation() instanceof LocallyConnected2d conv
                      && conv.n() == 1
                      && conv.c() == 1
                      && conv.kernel().equals(new Extent(1, 1))
                      && conv.outputShape().size() > conv.k()
                      && problem.direction().isBackward()
                      && problem.direction() != Direction.BACKWARD_WEIGHTS,
              new Symptom.Garbage()),
          new KnownDivergence(
              "pool1d-pads-another-axis",
              "the padding of a Subsampling1DLayer is also put around the axis of size 1 that it adds"
                  + " to compute on images, so that windows hold nothing, or the shape is refused",
              List.of(LAYERS + "conf/layers/Subsampling1DLayer.java#L273"),
              Problem.parse("max-pool1d n=1 c=1 l=1 kernel=2 stride=3 pad=1 fill=integer"),
              problem -> padsSequences(problem.operation()),
              new Symptom.Throws(),
              new Symptom.Garbage()),
          new KnownDivergence(
              "batch-norm-gradient-of-one-example",
              "the gradient of a batch of one vector throws: the mean over an axis of size 1 keeps"
                  + " that axis, and then does not fit the running mean",
              List.of(LAYERS + "layers/normalization/BatchNormalization.java"),
              Problem.parse("batch-norm backward-data shape=1x2 fill=integer"),
              problem ->
                  problem.operation() instanceof BatchNorm norm
                      && norm.shape().rank() == 2
                      && norm.shape().dimension(0) == 1
                      && problem.direction().isBackward(),
              new Symptom.Throws()),
          new KnownDivergence(
              "linear-of-one-nan",
              "a batch of a single number is taken for a scalar, and ND4J takes a scalar that is NaN"
                  + " for 1e-5",
              List.of(
                  Divergences.REPOSITORY
                      + "nd4j/nd4j-backends/nd4j-api-parent/nd4j-api/src/main/java/org/nd4j/linalg/api/"
                      + "ndarray/BaseNDArray.java"),
              Problem.parse("linear n=1 in=1 out=2 fill=special seed=610"),
              problem ->
                  problem.operation() instanceof Linear linear
                      && linear.n() == 1
                      && linear.in() == 1
                      && problem.fill() == Fill.SPECIAL,
              new Symptom.NonFinite()),
          new KnownDivergence(
              "batch-norm-infinite-channel",
              "where the only channel holds an infinity, other values come out as infinity instead of"
                  + " NaN: ND4J divides a column by a NaN and leaves infinities as they are",
              List.of(LAYERS + "layers/normalization/BatchNormalization.java"),
              Problem.parse("batch-norm shape=6x1 fill=special seed=4"),
              problem ->
                  problem.operation() instanceof BatchNorm norm
                      && norm.shape().rank() == 2
                      && norm.shape().dimension(1) == 1
                      && problem.fill() == Fill.SPECIAL,
              new Symptom.NonFinite()));

  /** Of natives with oneDNN. */
  static final KnownDivergence DILATED_REFUSED =
      new KnownDivergence(
          "dilated-refused",
          "the dilation is left out of the padding that ND4J describes to oneDNN, which refuses;"
              + " only plain convolutions of images are computed without oneDNN",
          List.of(
              Divergences.REPOSITORY
                  + "libnd4j/include/ops/declarable/platform/mkldnn/mkldnnUtils.cpp"),
          Problem.parse("conv1d n=1 c=1 l=3 k=1 kernel=2 dilation=2 fill=integer"),
          problem -> isDilated(problem.operation()),
          new Symptom.Throws());

  private LayerDivergences() {}

  /**
   * Those to be expected.
   *
   * @param nd4j what ND4J itself is known to get wrong
   */
  static List<KnownDivergence> above(List<KnownDivergence> nd4j) {
    List<KnownDivergence> divergences = new ArrayList<>(ALL);
    if (nd4j.stream().anyMatch(known -> known.id().equals(NEEDS_ONE_DNN))) {
      divergences.add(DILATED_REFUSED);
    }
    nd4j.stream().filter(known -> BENEATH.contains(known.id())).forEach(divergences::add);
    nd4j.stream()
        .filter(known -> known.id().equals(CUT_OFF))
        .map(LayerDivergences::ofSequencesAlone)
        .forEach(divergences::add);
    return divergences;
  }

  private static KnownDivergence ofSequencesAlone(KnownDivergence known) {
    return new KnownDivergence(
        known.id(),
        known.reason(),
        known.links(),
        Problem.parse("conv1d n=1 c=1 l=4 k=1 kernel=2 dilation=2 fill=integer"),
        problem -> problem.operation() instanceof Conv1d && known.applies().test(problem),
        known.symptoms());
  }

  /** What exceeds the largest loss of the largest that logits allow, which is gauged by 1 + it. */
  private static List<Symptom> ofClippedLoss(Problem problem, Supplier<List<Tensor>> inputs) {
    if (problem.fill() == Fill.SPECIAL) {
      return List.of(new Symptom.NonFinite());
    }
    DoubleSummaryStatistics logits =
        Arrays.stream(inputs.get().get(0).values()).summaryStatistics();
    int classes = ((CrossEntropy) problem.operation()).classes();
    double loss = logits.getMax() - logits.getMin() + Math.log(classes);
    return loss > LARGEST_LOSS
        ? List.of(new Symptom.Inexact(0, (loss - LARGEST_LOSS) / (1 + loss)))
        : List.of();
  }

  /** What exceeds the largest logit, of the loss; of the gradient, which is 0 there, all. */
  private static List<Symptom> ofClippedSigmoid(Problem problem, Supplier<List<Tensor>> inputs) {
    if (problem.fill() == Fill.SPECIAL) {
      return List.of(new Symptom.NonFinite());
    }
    double largest = inputs.get().get(0).largestMagnitude();
    double beyond = Math.max(0, 1 - LARGEST_LOGIT / largest);
    if (problem.direction() == Direction.FORWARD) {
      double ofRemainder = TWO_ROUNDINGS * Math.exp(Math.min(largest, LARGEST_LOGIT));
      return List.of(new Symptom.Inexact(CLIPPED_TO + ofRemainder, beyond));
    }
    return beyond > 0 ? List.of(new Symptom.Inexact(0, 1)) : List.of();
  }

  /** Of more than one channel, and of no more than there are. */
  /** By its rate; or because a sum of few terms is sometimes as large as theirs together. */
  private static boolean scalesUp(Network.Node node) {
    return (node.operation() instanceof Dropout dropout && dropout.rate() > 0.5)
        || (node.operation() instanceof Conv2d convolution
            && convolution.c() < FEW_CHANNELS
            && !node.sources().contains(Network.IMAGES));
  }

  private static boolean hasWindows(Operation operation) {
    return operation instanceof LocalResponseNorm norm
        && norm.size() > 1
        && norm.size() / 2 < norm.c();
  }

  private static boolean hasRowsAndColumns(Shape output) {
    return output.dimension(2) > 1 && output.dimension(3) > 1;
  }

  private static boolean padsSequences(Operation operation) {
    return (operation instanceof MaxPool1d pool && !pool.global() && pool.pad().before() > 0)
        || (operation instanceof AveragePool1d average
            && !average.global()
            && average.pad().before() > 0);
  }

  private static boolean isDilated(Operation operation) {
    return (operation instanceof Conv1d sequences && sequences.dilation() > 1)
        || (operation instanceof Conv2d images
            && images.groups() > 1
            && !images.dilation().equals(new Extent(1, 1)))
        || (operation instanceof ConvTranspose2d transposed
            && !transposed.dilation().equals(new Extent(1, 1)))
        || (operation instanceof Conv3d volumes
            && !volumes.dilation().equals(new Extent3d(1, 1, 1)));
  }
}
