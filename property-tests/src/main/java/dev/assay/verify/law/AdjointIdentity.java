package dev.assay.verify.law;

import dev.assay.reference.numeric.ErrorBound;
import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Contraction;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.List;
import java.util.Optional;

/**
 * The gradient is the adjoint of the operation: ⟨y − b, g⟩ = ⟨x, ∂x⟩ = ⟨w, ∂w⟩, where b is the part
 * of y that the bias adds and ⟨b, g⟩ = ⟨bias, ∂bias⟩. What has several data adds up their ⟨x, ∂x⟩.
 *
 * <p>Holds for what is linear in x, and for all else that is homogeneous, as max pooling is, which
 * is linear as long as the same elements win; there it does not care which of several equal
 * elements a backend picks.
 *
 * <p>With integers sums are exact, and so are both sides, but where an operation divides or scales.
 * Only problems so large that the oracle looks at a sample are allowed more, because there backends
 * turn to Winograd's algorithm, whose transforms do not keep integers: by what sums of that length
 * may round, their Σ|terms| estimated from the sample. Factors rounded to fewer bits are allowed
 * nothing more: the integers have so few bits that they stay what they are.
 */
public final class AdjointIdentity implements Law {

  @Override
  public String name() {
    return "adjoint-identity";
  }

  @Override
  public String statement() {
    return "⟨op(x), g⟩ = ⟨x, ∂x⟩ = ⟨w, ∂w⟩";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    Operation operation = problem.operation();
    if (!Variant.unbiased(operation).isHomogeneous()
        || !operation.directions().contains(Direction.BACKWARD_DATA)) {
      return Optional.empty();
    }
    boolean learns = operation.directions().contains(Direction.BACKWARD);
    Problem forward = Problem.of(operation, Direction.FORWARD, Fill.INTEGER, problem.seed());
    Problem backward =
        Problem.of(
            operation,
            learns ? Direction.BACKWARD : Direction.BACKWARD_DATA,
            Fill.INTEGER,
            problem.seed());
    Request output = Request.whole(forward);
    Request gradients = Request.whole(backward);
    return Optional.of(
        new Case(
            List.of(output, gradients),
            (results, precision) -> check(output, gradients, results, precision)));
  }

  private static Comparison.Worst check(
      Request output, Request gradients, List<List<float[]>> results, ProductPrecision precision) {
    Problem backward = gradients.problem();
    Operation operation = backward.operation();
    List<Tensor> inputs = backward.inputs();
    Tensor outputGradient = inputs.get(inputs.size() - 1);
    Side left = Side.inner(output, 0, results.get(0).get(0), outputGradient, precision);
    Side data = Side.exactly(0);
    Side weights = Side.exactly(0);
    Side bias = Side.exactly(0);
    for (int i = 0; i < results.get(1).size(); i++) {
      int operand = backward.results().get(i).operand();
      float[] gradient = results.get(1).get(i);
      Side product = Side.inner(gradients, i, gradient, inputs.get(operand), precision);
      if (operation.operands().get(operand).role().isData()) {
        data = data.plus(product);
      } else if (operand == Contraction.WEIGHTS) {
        weights = product;
      } else {
        bias = product;
      }
    }
    Side right = data.plus(bias);
    if (operation instanceof Contraction) {
      left = left.then(left);
      right = right.then(weights.plus(bias));
    }
    Problem forward = output.problem();
    return Sample.of(forward).whole()
        ? left.compare(right)
        : left.compare(right, i -> tolerance(forward, outputGradient));
  }

  /** How far the two sides of a large problem may differ. */
  private static double tolerance(Problem forward, Tensor outputGradient) {
    Oracle oracle = new Oracle(forward);
    int[] positions = Sample.of(forward).positions().get(0);
    Gauge gauge = new Gauge();
    double magnitude = 0;
    double others = 0;
    for (int position : positions) {
      oracle.element(0, position, gauge);
      double factor = Math.abs(outputGradient.get(position));
      magnitude += factor * gauge.magnitude();
      others += factor * oracle.bound(gauge);
    }
    gauge.reset();
    gauge.set(0, magnitude, forward.operation().longestSum());
    double sums = ErrorBound.ROUNDED_SUMS.of(gauge, forward.type(), ProductPrecision.F32);
    return 2 * (sums + others) * outputGradient.size() / positions.length;
  }
}
