package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Divergences;
import dev.assay.adapters.dl4j.Frame;
import dev.assay.adapters.dl4j.Helper;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.CrossEntropyOfProbabilities;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.Loss;
import dev.assay.reference.op.Padding;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Where SameDiff 1.0.0-M2.1 is known to be wrong, beside ND4J below it. */
final class GraphDivergences {
  private static final String OPERATIONS =
      Divergences.REPOSITORY
          + "nd4j/nd4j-backends/nd4j-api-parent/nd4j-api/src/main/java/org/nd4j/"
          + "linalg/api/ops/impl/";

  /** What is lost by cancellation beside 1. */
  private static final double FEW_ULPS = 0x1p-21;

  private static final KnownDivergence LOSS_GRADIENT =
      new KnownDivergence(
              "loss-gradient-without-factor",
              "a loss begins with a gradient of 1, whatever becomes of it afterwards: a weight that"
                  + " it is multiplied by is lost",
              List.of(OPERATIONS + "loss/SoftmaxCrossEntropyLoss.java"),
              Problem.parse("mean-squared-error backward-data shape=1 fill=integer"),
              problem ->
                  problem.direction().isBackward()
                      && problem.operation() instanceof Loss loss
                      && !(loss instanceof CrossEntropyOfProbabilities),
              GraphDivergences::withoutFactor)
          .ofSingleOperations(); // In training it is 1.

  private static final KnownDivergence AVERAGE_POOL_GRADIENT =
      new KnownDivergence(
          "average-pool-gradient-without-padding",
          "the gradient divides by the part of the window inside the image even where padding"
              + " counts: it goes by the configuration's divisor, which the copy of the pooling in"
              + " the graph of the gradients has lost",
          List.of(OPERATIONS + "layers/convolution/AvgPooling2D.java"),
          Problem.parse(
              "average-pool2d backward-data n=1 c=1 h=1 w=1 kernel=1x2 pad=0x1 count-pad=true"
                  + " fill=integer"),
          problem ->
              problem.direction().isBackward()
                  && problem.operation() instanceof AveragePool2d pool
                  && countsPadding(pool),
          problem ->
              List.of(
                  new Symptom.AsIf(
                      Problem.parse(problem.toString().replace(" count-pad=true", "")))));

  private static final KnownDivergence PRODUCT_OF_NUMBERS =
      new KnownDivergence(
          "product-gradient-of-numbers",
          "the gradient of a product of two 1x1 matrices throws",
          List.of(Divergences.SOURCE + "ops/declarable/generic/blas/matmul.cpp"),
          Problem.parse("linear backward n=1 in=1 out=1"),
          problem ->
              problem.direction().isBackward()
                  && problem.operation() instanceof Linear linear
                  && linear.n() * linear.in() * linear.out() == 1,
          new Symptom.Throws());

  private static final KnownDivergence DILATION =
      new KnownDivergence(
          "dilated-convolution-refused",
          "ND4J leaves the dilation out of the padding that it describes to oneDNN, and a graph has"
              + " no way to have one operation computed without it",
          List.of(Divergences.SOURCE + "ops/declarable/platform/mkldnn/conv2d.cpp"),
          Problem.parse("conv2d n=1 c=1 h=1 w=3 k=1 kernel=1x2 dilation=1x2 fill=integer"),
          problem -> problem.operation() instanceof Conv2d conv && Frame.isDilated(conv),
          new Symptom.Throws());

  private GraphDivergences() {}

  private static KnownDivergence ofLogSoftmax(Arrangement arrangement) {
    return new KnownDivergence(
        "log-softmax-gradient-refused",
        "a log softmax along an axis that is not the last cannot be copied into the graph of the"
            + " gradients: its axis is read as an enumeration",
        List.of(OPERATIONS + "transforms/custom/LogSoftMax.java"),
        Problem.parse("log-softmax backward-data shape=1x2 axis=0"),
        problem ->
            problem.direction().isBackward()
                && problem.operation() instanceof LogSoftmax softmax
                && arrangement.axis(softmax.axis(), softmax.shape()) != softmax.shape().rank() - 1,
        new Symptom.Throws());
  }

  /**
   * Those of graphs, and of what they consist of.
   *
   * @param ofNd4j those of ND4J's operations that graphs have
   */
  static List<KnownDivergence> above(
      List<KnownDivergence> ofNd4j, Helper helper, Arrangement arrangement) {
    List<KnownDivergence> all = new ArrayList<>(ofNd4j);
    all.add(LOSS_GRADIENT);
    all.add(AVERAGE_POOL_GRADIENT);
    all.add(ofLogSoftmax(arrangement));
    all.add(PRODUCT_OF_NUMBERS);
    if (helper == Helper.ONE_DNN) {
      all.add(DILATION);
      all.add(Divergences.TANH_NEAR_ZERO); // Graphs have tanh's older kind.
    }
    return all;
  }

  /**
   * What comes out is the right gradient without the factor. That of logits loses digits besides,
   * so that it is known no better than by how far it is off.
   */
  private static List<Symptom> withoutFactor(Problem problem, Supplier<List<Tensor>> inputs) {
    double factor = inputs.get().get(2).get(0);
    if (factor == 0) {
      return List.of(new Symptom.Garbage());
    }
    if (problem.operation() instanceof BinaryCrossEntropy loss) {
      double rounding = FEW_ULPS / loss.shape().size();
      return List.of(
          new Symptom.Inexact(rounding, Math.abs(1 / factor - 1) + Math.abs(FEW_ULPS / factor)));
    }
    return List.of(new Symptom.Scaled(1 / factor));
  }

  /** Padding that is an argument of the pooling; a border is part of the image. */
  private static boolean countsPadding(AveragePool2d pool) {
    return !pool.global()
        && pool.countPad()
        && !pool.pad().equals(Padding.NONE)
        && !Frame.of(pool).hasBorder();
  }
}
