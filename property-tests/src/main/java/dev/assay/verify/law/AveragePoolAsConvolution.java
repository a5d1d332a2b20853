package dev.assay.verify.law;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.List;
import java.util.Optional;

/**
 * An average is the sum of equal parts: a depthwise convolution whose weights are all 1/d, where
 * each window has the same divisor d.
 *
 * <p>Both sides may be off by the bound of the average, which allows for a rounded 1/d and a
 * product with it before the sum.
 */
public final class AveragePoolAsConvolution implements Law {

  @Override
  public String name() {
    return "average-pool-as-convolution";
  }

  @Override
  public String statement() {
    return "average-pool(x) = conv(x, w, groups=c) with all w = 1/d";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (!(problem.operation() instanceof AveragePool2d pool)
        || pool.rounding() != Rounding.DOWN
        || !(pool.countPad() || pool.pad().equals(Padding.NONE))) {
      return Optional.empty();
    }
    Conv2d depthwise =
        new Conv2d(
            pool.n(),
            pool.c(),
            pool.h(),
            pool.w(),
            pool.c(),
            pool.kernel(),
            pool.stride(),
            pool.pad(),
            Variant.ONE,
            pool.c(),
            false);
    Problem left = Problem.of(pool, Direction.FORWARD, Fill.REAL, problem.seed());
    Problem right = Problem.of(depthwise, Direction.FORWARD, Fill.REAL, problem.seed());
    Tensor x = left.inputs().get(0);
    float part = 1f / (pool.kernel().h() * pool.kernel().w());
    Tensor weights = Tensors.like(right.inputs().get(1), i -> part);
    return Optional.of(
        Side.check(
            List.of(Request.of(left, List.of(x)), Request.of(right, List.of(x, weights))),
            sides -> {
              Side average = sides.get(0);
              Side sum = sides.get(1);
              // The weights are rounded quotients; less precise products may be off by more.
              return average.compare(
                  new Side(
                      sum.values(),
                      i ->
                          Math.max(
                              average.bound().applyAsDouble(i), sum.bound().applyAsDouble(i))));
            }));
  }
}
