package dev.assay.spi.known;

import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.List;
import java.util.function.Predicate;

/**
 * oneDNN's exponential, which many libraries take on processors: it gives up e^−x while that is
 * still a normal number.
 */
public final class OneDnnExponential {
  /** Where it becomes 0: ln(√2·2⁻¹²⁶), without its sign. */
  public static final double UNDERFLOW = 86.99;

  private OneDnnExponential() {}

  /**
   * What becomes of gradients that are computed from such numbers.
   *
   * @param id of the divergence
   * @param links where the library calls oneDNN
   * @param counterexample one that is wrong
   * @param applies to which problems
   */
  public static KnownDivergence underflow(
      String id, List<String> links, Problem counterexample, Predicate<Problem> applies) {
    return new KnownDivergence(
        id,
        "oneDNN's exponential gives 0 below 1.66e-38, where a float is still normal down to"
            + " 1.18e-38; the gradient multiplies what is lost",
        links,
        counterexample,
        applies,
        new Symptom.Inexact(1e-30, 0));
  }

  /** Whether it is the gradient of a softmax of data so far apart. */
  public static boolean underflowsInSoftmax(Problem problem) {
    return problem.operation() instanceof Softmax softmax
        && problem.direction().isBackward()
        && spread(softmax.beta(), problem.fill()) > UNDERFLOW;
  }

  /** Whether it is the gradient of a sigmoid of data so far from 0. */
  public static boolean underflowsInSigmoid(Problem problem) {
    return problem.operation() instanceof Sigmoid
        && problem.direction().isBackward()
        && problem.fill().largest() > UNDERFLOW;
  }

  /** How far apart exponents of finite data may be. */
  public static double spread(double beta, Fill fill) {
    return fill == Fill.SPECIAL ? 2 * Math.abs(beta) : 2 * fill.largest() * Math.abs(beta);
  }
}
