package dev.assay.verify.law;

import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adding one number to all logits changes neither their softmax nor its cross entropy. */
public final class SoftmaxShift implements Law {
  /** Large enough that a softmax that does not subtract the maximum overflows. */
  private static final int SHIFT = 128;

  @Override
  public String name() {
    return "softmax-shift";
  }

  @Override
  public String statement() {
    return "softmax(x + " + SHIFT + ") = softmax(x), and so its cross entropy";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (!(problem.operation() instanceof Softmax || problem.operation() instanceof CrossEntropy)) {
      return Optional.empty();
    }
    return Law.ofIntegers(problem.operation(), Direction.FORWARD, problem.seed())
        .map(SoftmaxShift::caseOf);
  }

  private static Case caseOf(Problem forward) {
    List<Tensor> inputs = forward.inputs();
    Tensor x = inputs.get(0);
    List<Tensor> shifted = new ArrayList<>(inputs);
    shifted.set(0, Tensors.like(x, i -> x.get(i) + SHIFT));
    return Side.equal(Request.of(forward, shifted), Request.of(forward, inputs));
  }
}
