package dev.assay.adapters.djl.mxnet;

import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.MeanSquaredError;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.List;
import java.util.function.Predicate;

/** What MXNet 1.9.1 makes of NaN and infinity where {@code SPECIAL-VALUES.md} says otherwise. */
final class NonFinite {

  static final List<KnownDivergence> ALL =
      List.of(
          new KnownDivergence(
              "relu-drops-nan",
              "a NaN becomes 0, so that a network which has diverged looks alive: MXNet's own ReLU"
                  + " keeps it since 1.5, but oneDNN's takes its place",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/mkldnn/mkldnn_act.cc#L83",
                  "https://github.com/apache/mxnet/issues/11115",
                  "https://github.com/apache/mxnet/pull/14262"),
              Problem.parse("relu shape=1 fill=special seed=17"),
              special(
                  operation ->
                      operation instanceof Relu
                          || (operation instanceof LeakyRelu leaky && leaky.slope() == 0)),
              new Symptom.NonFinite()),
          new KnownDivergence(
              "max-pool-drops-nan",
              "a NaN loses against every number; a window of nothing else gives the lowest float",
              List.of("https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/pool.h"),
              Problem.parse("max-pool2d n=1 c=1 h=1 w=1 kernel=1x1 fill=special seed=17"),
              special(
                  operation ->
                      OneDimensional.onImages(operation) instanceof MaxPool2d
                          || operation instanceof MaxPool3d),
              new Symptom.NonFinite()),
          new KnownDivergence(
              "softmax-hides-nan",
              "oneDNN's maximum passes over a NaN, so that the other probabilities of its row come"
                  + " out as 0 instead of NaN, and their logarithms as -Infinity",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/mkldnn/mkldnn_softmax.cc#L58"),
              Problem.parse("softmax shape=2 axis=0 fill=special seed=17"),
              special(
                  operation ->
                      (operation instanceof Softmax softmax
                              && softmax.axis() == softmax.shape().rank() - 1)
                          || (operation instanceof LogSoftmax logSoftmax
                              && logSoftmax.axis() == logSoftmax.shape().rank() - 1)),
              new Symptom.NonFinite()),
          new KnownDivergence(
              "sum-of-infinity",
              "a mean that holds an infinity comes out as NaN: sums are compensated (Kahan), and in"
                  + " this one the compensation is ∞ − ∞",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/mshadow_op.h#L1409-L1413"),
              Problem.parse("mean-squared-error shape=2 fill=special seed=2"),
              special(
                  operation ->
                      operation instanceof MeanSquaredError
                          || operation instanceof CrossEntropy
                          || operation instanceof BinaryCrossEntropy),
              new Symptom.NonFinite()));

  private NonFinite() {}

  private static Predicate<Problem> special(Predicate<Operation> which) {
    return problem -> problem.fill() == Fill.SPECIAL && which.test(problem.operation());
  }
}
