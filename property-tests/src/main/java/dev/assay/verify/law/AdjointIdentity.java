package dev.assay.verify.law;

import dev.assay.reference.numeric.ErrorBound;
import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Contraction;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gradient is the adjoint of the operation: ⟨y − b, g⟩ = ⟨x, ∂x⟩ = ⟨w, ∂w⟩, where b is the part
 * of y that the bias adds and ⟨b, g⟩ = ⟨bias, ∂bias⟩. What has several data adds up their ⟨x, ∂x⟩.
 * Of a backward problem only its own gradients are asked for, of a forward problem all there are.
 *
 * <p>Holds for what is linear in x, and for all else that is homogeneous, as max pooling is, which
 * is linear as long as the same elements win; there it does not care which of several equal
 * elements a backend picks.
 *
 * <p>With integers sums are exact, and so are both sides, but where an operation divides or scales.
 * Only problems so large that the oracle looks at a sample are allowed more, because there backends
 * turn to Winograd's algorithm, whose transforms do not keep integers; not so the gradient of a
 * bias, which adds up numbers and no products, nor matrix products, which have no tiles to
 * transform. Factors rounded to fewer bits are allowed nothing more: the integers have so few bits
 * that they stay what they are.
 *
 * <p><b>What large problems are allowed.</b> Let e be the errors of y. The signs of g are drawn by
 * themselves, and y does not depend on them; so whatever e is, and however its elements depend on
 * one another (those of a tile of Winograd's share what its transforms lost), Hoeffding's
 * inequality holds for the sum of ±|g·e|:
 *
 * <pre>
 *   P(|⟨e, g⟩| &gt; λ·√(Σ (g·e)²)) ≤ 2·exp(−λ²/2)
 * </pre>
 *
 * With λ = {@value ErrorBound#LAMBDA} that is 3·10⁻¹⁴. In the same way ∂x does not depend on the
 * signs of x, nor ∂w on those of w. For e stands √K·u·Σ|terms|, which the roundings of K terms do
 * not exceed in the mean square if they are independent. That leaves room for Winograd's algorithm:
 * with integers, 3×3 kernels and 16 channels its errors are 0.13 of that in the mean square by
 * F(4×4), 0.30 by F(6×6), and less with more channels; with 3 channels 0.46 and 1.06. The mean of
 * (g·e)² is that of elements drawn from anywhere, of which there are enough to know it to some per
 * cent. So the tolerance grows with the root of the elements, as ⟨y, g⟩ itself does, and one row
 * that is lost among hundreds shows. (The law's own sums, in double precision, lose next to nothing
 * of that. No worst case is smaller: large problems have more than λ² terms.)
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
    return Law.ofIntegers(operation, Direction.FORWARD, problem.seed())
        .map(forward -> of(forward, forward.with(operation, gradients(problem))));
  }

  private static Case of(Problem forward, Problem backward) {
    return new Case(
        List.of(Request.whole(forward), Request.whole(backward)),
        (results, precision) ->
            new Products(forward, backward, backward.inputs(), precision).compare(results));
  }

  private static Direction gradients(Problem problem) {
    if (problem.direction().isBackward()) {
      return problem.direction();
    }
    return problem.operation().directions().contains(Direction.BACKWARD)
        ? Direction.BACKWARD
        : Direction.BACKWARD_DATA;
  }

  /**
   * The products of results and what they are the gradients of.
   *
   * @param inputs of both problems; the last is g, of the backward one alone
   */
  private record Products(
      Problem forward, Problem backward, List<Tensor> inputs, ProductPrecision precision) {

    Balance compare(List<List<float[]>> results) {
      Side output = of(forward, 0, results.get(0).get(0), outputGradient());
      Side bias = Side.exactly(ofBias());
      Side data = Side.exactly(0);
      List<Side> left = new ArrayList<>();
      List<Side> right = new ArrayList<>();
      for (int i = 0; i < backward.results().size(); i++) {
        int operand = backward.results().get(i).operand();
        Side product = of(backward, i, results.get(1).get(i), inputs.get(operand));
        if (backward.operation().operands().get(operand).role().isData()) {
          data = data.plus(product);
        } else if (operand == Contraction.BIAS) {
          left.add(bias);
          right.add(product);
        } else {
          left.add(output);
          right.add(product.plus(bias));
        }
      }
      if (backward.direction() != Direction.BACKWARD_WEIGHTS) {
        left.add(output);
        right.add(data.plus(bias));
      }
      return all(left).compare(all(right));
    }

    private static Side all(List<Side> sides) {
      return sides.stream().reduce(Side::then).orElseThrow();
    }

    private Tensor outputGradient() {
      return inputs.get(inputs.size() - 1);
    }

    /** ⟨b, g⟩, by the bias that was given. */
    private double ofBias() {
      if (!(forward.operation() instanceof Contraction contraction) || !contraction.bias()) {
        return 0;
      }
      Tensor bias = inputs.get(Contraction.BIAS);
      Tensor g = outputGradient();
      int places = g.size() / (contraction.outputShape().dimension(0) * bias.size());
      double sum = 0;
      for (int i = 0; i < g.size(); i++) {
        sum += bias.get(i / places % bias.size()) * g.get(i);
      }
      return sum;
    }

    private Side of(Problem problem, int result, float[] values, Tensor factors) {
      Side product = Side.inner(Request.whole(problem), result, values, factors, precision);
      return Sample.of(forward).whole() && Sample.of(backward).whole()
          ? product
          : new Side(product.values(), one -> tolerance(problem, result, factors));
    }

    /** How far a large problem's product may be off. */
    private double tolerance(Problem problem, int result, Tensor factors) {
      if (problem.operation() instanceof Contraction contraction
          && (contraction.isPointwise()
              || problem.results().get(result).operand() == Contraction.BIAS)) {
        return 0;
      }
      boolean isForward = problem.direction() == Direction.FORWARD;
      Oracle oracle =
          new Oracle(problem, isForward ? inputs.subList(0, inputs.size() - 1) : inputs);
      int[] positions = Sample.anywhere(problem).positions().get(result);
      Gauge gauge = new Gauge();
      double squares = 0;
      for (int position : positions) {
        oracle.element(result, position, gauge);
        double error = factors.get(position) * ErrorBound.deviation(gauge, problem.type());
        squares += error * error;
      }
      return ErrorBound.LAMBDA * Math.sqrt(squares * factors.size() / positions.length);
    }
  }
}
