package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.worker.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is a probability lies between 0 and 1, and not by as little beyond as its error bound would
 * allow: its logarithm may be taken, or that of 1 less it. A softmax sums to 1.
 *
 * <p>Division, addition and the exponential are monotone when they are rounded, so e^x/Σ and 1/(1 +
 * e^−x) stay within.
 */
public final class Probabilities implements Law {

  @Override
  public String name() {
    return "probabilities";
  }

  @Override
  public String statement() {
    return "0 ≤ sigmoid(x) ≤ 1; 0 ≤ softmax(x) ≤ 1, with sum 1 along its axis";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    Operation operation = problem.operation();
    // A NaN is no probability.
    if (!(operation instanceof Sigmoid || operation instanceof Softmax)
        || problem.fill() == Fill.SPECIAL) {
      return Optional.empty();
    }
    return Optional.of(
        Side.check(
            List.of(Request.whole(problem.with(operation, Direction.FORWARD))),
            sides -> {
              Side y = sides.get(0);
              Side within = Side.exactly(Arrays.stream(y.values()).map(v -> clamped(v)).toArray());
              Side exact = Side.exactly(y.values());
              if (operation instanceof Softmax softmax) {
                Side sums = sums(softmax, y);
                double[] ones = new double[sums.values().length];
                Arrays.fill(ones, 1);
                return within.then(Side.exactly(ones)).compare(exact.then(sums));
              }
              return within.compare(exact);
            }));
  }

  /** The nearest number from 0 to 1; of what is none, 0. */
  private static double clamped(double value) {
    return value > 0 ? Math.min(value, 1) : 0;
  }

  /** Along the axis. */
  private static Side sums(Softmax softmax, Side y) {
    int step = softmax.shape().stride(softmax.axis());
    int length = softmax.shape().dimension(softmax.axis());
    double[] sums = new double[y.values().length / length];
    for (int i = 0; i < y.values().length; i++) {
      sums[i / (step * length) * step + i % step] += y.values()[i];
    }
    return new Side(
        sums,
        i -> {
          int first = i / step * step * length + i % step;
          return IntStream.range(0, length)
              .mapToDouble(along -> y.bound().applyAsDouble(first + along * step))
              .sum();
        });
  }
}
