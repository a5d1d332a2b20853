package dev.assay.verify.law;

import dev.assay.reference.numeric.ErrorBound;
import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LocallyConnected2d;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gradient is the adjoint of the operation: ⟨y − b, g⟩ = ⟨x, ∂x⟩ = ⟨w, ∂w⟩, where b is the part
 * of y that the bias adds and ⟨b, g⟩ = ⟨bias, ∂bias⟩.
 *
 * <p>Holds for what is linear in x, and for max pooling too, which is linear as long as the same
 * elements win; there it does not care which of several equal elements a backend picks.
 *
 * <p>With integers all inner products are exact. Only problems so large that the oracle looks at a
 * sample are allowed a difference, because there backends turn to Winograd's algorithm, whose
 * transforms do not keep integers: by what sums of that length may round, their Σ|terms| estimated
 * from the sample. Factors rounded to fewer bits are allowed nothing more: the integers have so few
 * bits that they stay what they are.
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
    if (!(operation instanceof Conv2d
        || operation instanceof Conv1d
        || operation instanceof Conv3d
        || operation instanceof ConvTranspose2d
        || operation instanceof LocallyConnected2d
        || operation instanceof MaxPool3d
        || operation instanceof MaxPool1d
        || operation instanceof Linear
        || operation instanceof MaxPool2d)) {
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
    return Optional.of(
        new Case(
            List.of(Request.whole(forward), Request.whole(backward)),
            (results, precision) ->
                check(
                    backward,
                    results.get(0).get(0),
                    results.get(1),
                    tolerance(forward, backward))));
  }

  /** Inputs and gradients are both ordered x, weights, bias. */
  private static Comparison.Worst check(
      Problem backward, float[] output, List<float[]> gradients, double tolerance) {
    List<Tensor> inputs = backward.inputs();
    List<Double> products = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      products.add(inner(inputs.get(i), gradients.get(i)));
    }
    double forward = inner(inputs.get(inputs.size() - 1), output);
    double bias = products.size() > 2 ? products.get(2) : 0;
    Comparison.Worst data = Sides.close(forward - bias, products.get(0), tolerance);
    return products.size() == 1 || data.share() > 1
        ? data
        : Sides.close(forward - bias, products.get(1), tolerance);
  }

  /** How far the two sides may differ: not at all, unless the problem is large. */
  private static double tolerance(Problem forward, Problem backward) {
    Sample sample = Sample.of(forward);
    if (sample.whole()) {
      return 0;
    }
    Oracle oracle = new Oracle(forward);
    Tensor outputGradient = backward.outputGradient();
    int[] positions = sample.positions().get(0);
    Gauge gauge = new Gauge();
    double magnitude = 0;
    for (int position : positions) {
      oracle.element(0, position, gauge);
      magnitude += Math.abs(outputGradient.get(position)) * gauge.magnitude();
    }
    gauge.reset();
    gauge.set(
        0, magnitude * outputGradient.size() / positions.length, forward.operation().longestSum());
    return 2 * ErrorBound.ROUNDED_SUMS.of(gauge, forward.type(), ProductPrecision.F32);
  }

  private static double inner(Tensor a, float[] b) {
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += a.get(i) * b[i];
    }
    return sum;
  }
}
