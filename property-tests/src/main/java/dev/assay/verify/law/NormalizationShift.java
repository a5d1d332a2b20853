package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adding one number to all data does not change what they are normalised to.
 *
 * <p>Random data have means near 0; data that come from a layer with a bias need not. There a
 * variance in one pass, as mean x² − μ², is off by u·μ²/v, relatively (Chan, Golub &amp; LeVeque
 * 1983), and hardly anywhere else. In two passes, or by Welford's updates, it keeps the bound.
 */
public final class NormalizationShift implements Law {
  /** Far beyond all integers of a fill, which stay exact when it is added to them. */
  private static final int SHIFT = 1 << 12;

  @Override
  public String name() {
    return "normalization-shift";
  }

  @Override
  public String statement() {
    return "norm(x + " + SHIFT + ") = norm(x)";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (NormalizationStatistics.Sets.of(problem.operation()).isEmpty()) {
      return Optional.empty();
    }
    return Law.ofIntegers(problem.operation(), Direction.FORWARD, problem.seed())
        .map(NormalizationShift::caseOf);
  }

  private static Case caseOf(Problem forward) {
    List<Tensor> inputs = forward.inputs();
    Tensor x = inputs.get(0);
    List<Tensor> shifted = new ArrayList<>(inputs);
    shifted.set(0, Tensors.like(x, i -> x.get(i) + SHIFT));
    return Side.equal(Request.of(forward, shifted), Request.of(forward, inputs));
  }
}
