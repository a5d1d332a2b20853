package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The log-softmax is the logarithm of the softmax.
 *
 * <p>An error of δ in the logarithm is a factor of up to e^δ.
 */
public final class SoftmaxOfLogarithm implements Law {

  @Override
  public String name() {
    return "softmax-of-logarithm";
  }

  @Override
  public String statement() {
    return "softmax(x) = exp(log-softmax(x))";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    Softmax softmax;
    if (problem.operation() instanceof Softmax o) {
      softmax = o;
    } else if (problem.operation() instanceof LogSoftmax o) {
      softmax = new Softmax(o.shape(), o.axis(), o.beta());
    } else {
      return Optional.empty();
    }
    LogSoftmax logSoftmax = new LogSoftmax(softmax.shape(), softmax.axis(), softmax.beta());
    Problem left = problem.with(softmax, Direction.FORWARD);
    Problem right = problem.with(logSoftmax, Direction.FORWARD);
    List<Tensor> inputs = left.inputs();
    return Optional.of(
        Side.check(
            List.of(Request.of(left, inputs), Request.of(right, inputs)),
            sides -> sides.get(0).compare(exponential(sides.get(1)))));
  }

  private static Side exponential(Side logarithm) {
    double[] values = Arrays.stream(logarithm.values()).map(Math::exp).toArray();
    return new Side(
        values,
        i -> values[i] * Math.expm1(logarithm.bound().applyAsDouble(i)),
        logarithm.special());
  }
}
