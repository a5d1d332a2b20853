package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.known.SkippedNan;
import java.util.List;
import java.util.function.Predicate;

/** What TensorFlow makes of NaN and infinity where {@code SPECIAL-VALUES.md} says otherwise. */
final class NonFinite {
  private static final String KERNELS =
      "https://github.com/tensorflow/tensorflow/blob/v2.18.0/tensorflow/core/kernels/";

  /** Of oneDNN. */
  static final KnownDivergence SOFTMAX =
      new KnownDivergence(
          "softmax-hides-nan",
          "oneDNN's maximum passes over a NaN, so that the other probabilities of its row come out"
              + " as 0 instead of NaN",
          List.of(KERNELS + "mkl/mkl_softmax_op.cc"),
          Problem.parse("softmax shape=2 axis=0 fill=special seed=17"),
          special(Softmax.class::isInstance),
          new Symptom.NonFinite());

  /** Whatever computes. */
  static final List<KnownDivergence> ALL =
      List.of(
          new KnownDivergence(
              "max-pool-drops-nan",
              "a NaN loses against every number; a window of nothing but NaN and -Infinity gives the"
                  + " lowest float",
              List.of(
                  "https://github.com/tensorflow/tensorflow/issues/2501",
                  "https://github.com/tensorflow/tensorflow/issues/54841",
                  "https://github.com/tensorflow/tensorflow/issues/125965"),
              Problem.parse("max-pool2d n=1 c=1 h=1 w=1 kernel=1x1 fill=special seed=17"),
              special(
                  operation ->
                      OneDimensional.onImages(operation) instanceof MaxPool2d
                          || operation instanceof MaxPool3d),
              new Symptom.NonFinite()),
          new KnownDivergence(
              "local-response-norm-spreads-nan",
              "the sums over neighbouring channels are a matrix product with a band of ones"
                  + " (GetBandMatrix), so that"
                  + " a NaN or an infinity reaches all channels, multiplied by 0",
              List.of(KERNELS + "lrn_op.cc"),
              Problem.parse("local-response-norm n=1 c=4 h=1 w=1 fill=special seed=42"),
              special(LocalResponseNorm.class::isInstance),
              new Symptom.NonFinite()),
          SkippedNan.inArgMax(
              "a NaN is passed over, so that its place is not told",
              List.of(KERNELS + "argmax_op.cc"),
              Problem.parse("arg-max shape=2x8 axis=0 fill=special seed=1")));

  private NonFinite() {}

  private static Predicate<Problem> special(Predicate<Operation> which) {
    return problem -> problem.fill() == Fill.SPECIAL && which.test(problem.operation());
  }
}
