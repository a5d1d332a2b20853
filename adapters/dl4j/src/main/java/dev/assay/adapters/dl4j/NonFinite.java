package dev.assay.adapters.dl4j;

import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.known.SkippedNan;
import java.util.List;
import java.util.function.Predicate;

/** What ND4J makes of NaN and infinity where {@code SPECIAL-VALUES.md} says otherwise. */
final class NonFinite {
  private static final KnownDivergence ARG_MAX =
      SkippedNan.inArgMax(
          "a NaN is passed over, so that its place is not told, wherever a vector of rows or of"
              + " elements is compared at once",
          List.of(Divergences.SOURCE + "loops/cpu/indexreduce.hpp"),
          Problem.parse("arg-max shape=2x8 axis=0 fill=special seed=1"));

  static final List<KnownDivergence> WITH_ONE_DNN =
      List.of(
          maxPool(
              "oneDNN's maximum lets a NaN lose against every number; a window of nothing else gives"
                  + " the lowest float",
              "https://github.com/uxlfoundation/oneDNN/blob/v2.2/src/cpu/x64/jit_uni_pool_kernel.cpp"),
          ARG_MAX,
          new KnownDivergence(
              "softmax-hides-nan",
              "oneDNN's maximum passes over a NaN, so that the other probabilities of its row come"
                  + " out as 0 instead of NaN; the only one of its row is 1, and its logarithm 0, even"
                  + " for a NaN",
              List.of(
                  "https://github.com/uxlfoundation/oneDNN/blob/v2.2/src/cpu/x64/jit_uni_softmax.cpp"),
              Problem.parse("softmax shape=1x1x2 axis=2 fill=special seed=17"),
              special(NonFinite::hides),
              new Symptom.NonFinite()));

  static final List<KnownDivergence> WITHOUT_HELPER =
      List.of(
          maxPool(
              "the maximum is sought from the lowest float up: a NaN loses against every number, and"
                  + " of nothing but NaN and −∞ that float comes out",
              Divergences.SOURCE + "ops/declarable/helpers/cpu/convolutions_pooling2d.cpp"),
          ARG_MAX);

  private NonFinite() {}

  private static KnownDivergence maxPool(String reason, String link) {
    return new KnownDivergence(
        "max-pool-drops-nan",
        reason,
        List.of(link),
        Problem.parse("max-pool2d n=1 c=1 h=1 w=1 kernel=1x1 fill=special seed=17"),
        special(operation -> operation instanceof MaxPool2d || operation instanceof MaxPool3d),
        new Symptom.NonFinite());
  }

  private static boolean hides(Operation operation) {
    if (operation instanceof LogSoftmax log) {
      return log.shape().dimension(log.axis()) == 1;
    }
    return operation instanceof Softmax softmax
        && (softmax.shape().rank() > 2 || softmax.shape().dimension(softmax.axis()) == 1);
  }

  private static Predicate<Problem> special(Predicate<Operation> which) {
    return problem -> problem.fill() == Fill.SPECIAL && which.test(problem.operation());
  }
}
