package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.Operation;
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
    List<Tensor> inputs = forward(softmax, problem).inputs();
    return Optional.of(
        Side.check(
            List.of(
                Request.of(forward(softmax, problem), inputs),
                Request.of(forward(logSoftmax, problem), inputs)),
            sides -> sides.get(0).compare(exponential(sides.get(1)))));
  }

  private static Problem forward(Operation operation, Problem problem) {
    return new Problem(
        operation, Direction.FORWARD, problem.type(), problem.fill(), problem.seed());
  }

  private static Side exponential(Side logarithm) {
    double[] values = Arrays.stream(logarithm.values()).map(Math::exp).toArray();
    return new Side(values, i -> values[i] * Math.expm1(logarithm.bound().applyAsDouble(i)));
  }
}
