package dev.assay.adapters.onnxruntime;

import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.known.OnePassVariance;
import dev.assay.spi.known.RunningSum;
import dev.assay.spi.known.SkippedNan;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Where ONNX Runtime 1.29.0 is known to be wrong on the processor. */
final class Divergences {
  private static final String SOURCES =
      "https://github.com/microsoft/onnxruntime/blob/v1.29.0/onnxruntime/core/";

  /** The fills whose data lie beyond (−2, 2) and are finite. */
  private static final Set<Fill> BEYOND_UNITS = EnumSet.of(Fill.INTEGER, Fill.WIDE, Fill.LARGE);

  static final List<KnownDivergence> ALL =
      List.of(
          new KnownDivergence(
              "sigmoid-is-approximate",
              "a rational approximation errs by up to 3·2⁻²⁴ whatever the value, so that small ones"
                  + " have few right digits, and those below −18 are 0",
              List.of(
                  "https://github.com/microsoft/onnxruntime/issues/22557",
                  "https://github.com/pytorch/pytorch/issues/147508"),
              Problem.parse("sigmoid shape=1 fill=integer seed=5"),
              problem ->
                  problem.operation() instanceof Sigmoid && BEYOND_UNITS.contains(problem.fill()),
              // Measured of the multiples of 2⁻²¹ from −128 to 128.
              new Symptom.Inexact(3 * 0x1p-24, 0)),
          new KnownDivergence(
              "group-norm-variance-in-one-pass",
              "as ONNX defines it, the variance of a group is its mean square less its squared mean,"
                  + " of which little is left where the values are close to each other, or less than"
                  + " nothing, whose root is NaN",
              List.of(
                  "https://github.com/onnx/onnx/blob/v1.17.0/onnx/defs/nn/defs.cc",
                  "https://github.com/microsoft/onnxruntime/issues/24538"),
              Problem.parse("group-norm shape=1x2x1x2 groups=2 seed=65772"),
              problem -> problem.operation() instanceof GroupNorm norm && !isOfOnes(norm),
              (problem, inputs) ->
                  OnePassVariance.symptoms(
                      (GroupNorm) problem.operation(), inputs.get().get(0), false)),
          RunningSum.inLocalResponseNorm(
              List.of(SOURCES + "providers/cpu/nn/lrn.cc"),
              Problem.parse("local-response-norm n=1 c=2 h=2 w=2 size=1 fill=wide seed=1")),
          new KnownDivergence(
              "max-pool-drops-nan",
              "in most kinds of windows a NaN loses against every number, and of nothing but NaN and"
                  + " −∞ the lowest float comes out",
              List.of(SOURCES + "mlas/lib/pooling.cpp"),
              Problem.parse("max-pool1d n=1 c=1 l=58 kernel=1 fill=special"),
              problem -> problem.fill() == Fill.SPECIAL && isMaxPool(problem.operation()),
              new Symptom.NonFinite()),
          SkippedNan.inArgMax(
              "a NaN is passed over, so that its place is not told, unless it comes first",
              List.of(SOURCES + "providers/cpu/reduction/reduction_ops.h"),
              Problem.parse("arg-max shape=1x15 axis=1 fill=special seed=1")));

  private Divergences() {}

  /** Whether each group is one element, whose variance is 0 in any way. */
  private static boolean isOfOnes(GroupNorm norm) {
    return norm.shape().sizeFrom(1) == norm.groups();
  }

  private static boolean isMaxPool(Operation operation) {
    return OneDimensional.onImages(operation) instanceof MaxPool2d
        || operation instanceof MaxPool3d;
  }
}
