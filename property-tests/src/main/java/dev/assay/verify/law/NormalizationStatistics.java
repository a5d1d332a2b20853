package dev.assay.verify.law;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/**
 * What is normalised has mean 0 and, but for ε, mean square 1.
 *
 * <p>The mean of numbers that are off by b each is off by the mean of b, and the mean of their
 * squares by the mean of b·(2·|y| + b).
 */
public final class NormalizationStatistics implements Law {

  @Override
  public String name() {
    return "normalization-statistics";
  }

  @Override
  public String statement() {
    return "with γ = 1 and β = 0, norm(x) has mean 0 and mean square v/(v + ε) in each set";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    // What is not finite has no mean.
    return problem.fill() == Fill.SPECIAL
        ? Optional.empty()
        : Sets.of(problem.operation()).map(sets -> of(problem, sets));
  }

  private static Case of(Problem problem, Sets sets) {
    Problem forward = problem.with(problem.operation(), Direction.FORWARD);
    List<Tensor> own = forward.inputs();
    Tensor x = own.get(0);
    List<Tensor> inputs =
        List.of(x, Tensors.like(own.get(1), i -> 1), Tensors.like(own.get(2), i -> 0));
    return Side.check(
        List.of(Request.of(forward, inputs)),
        sides -> {
          double[] y = sides.get(0).values();
          IntToDoubleFunction off = sides.get(0).bound();
          Side means = new Side(sets.means(i -> y[i]), at(sets.means(off)));
          Side squares =
              new Side(
                  sets.means(i -> y[i] * y[i]),
                  at(
                      sets.means(
                          i ->
                              off.applyAsDouble(i) * (2 * Math.abs(y[i]) + off.applyAsDouble(i)))));
          return Side.exactly(new double[sets.count])
              .then(Side.exactly(sets.normalizedVariances(x)))
              .compare(means.then(squares));
        });
  }

  private static IntToDoubleFunction at(double[] values) {
    return i -> values[i];
  }

  /**
   * What an operation normalises together, by moments of its own.
   *
   * @param of the set that an element belongs to
   * @param count how many sets there are
   * @param size how many elements each has
   */
  record Sets(IntUnaryOperator of, int count, int size, double epsilon) {

    /** Empty if it takes given moments, or normalises nothing. */
    static Optional<Sets> of(Operation operation) {
      if (operation instanceof BatchNorm o) {
        int channels = o.shape().dimension(1);
        int positions = o.shape().stride(1);
        return Optional.of(
            new Sets(
                i -> i / positions % channels, channels, o.shape().size() / channels, o.epsilon()));
      }
      if (operation instanceof LayerNorm o) {
        return neighbours(o.shape(), o.parameterShape().size(), o.epsilon());
      }
      if (operation instanceof InstanceNorm o) {
        return neighbours(o.shape(), o.shape().stride(1), o.epsilon());
      }
      if (operation instanceof GroupNorm o) {
        return neighbours(o.shape(), o.shape().stride(0) / o.groups(), o.epsilon());
      }
      return Optional.empty();
    }

    private static Optional<Sets> neighbours(Shape shape, int size, double epsilon) {
      return Optional.of(new Sets(i -> i / size, shape.size() / size, size, epsilon));
    }

    double[] means(IntToDoubleFunction values) {
      double[] means = new double[count];
      for (int i = 0; i < count * size; i++) {
        means[of.applyAsInt(i)] += values.applyAsDouble(i) / size;
      }
      return means;
    }

    /** v/(v + ε) of each set. */
    double[] normalizedVariances(Tensor x) {
      double[] means = means(x::get);
      double[] variances = means(i -> Math.pow(x.get(i) - means[of.applyAsInt(i)], 2));
      return Arrays.stream(variances).map(v -> v / (v + epsilon)).toArray();
    }
  }
}
