package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is linear in its data may be applied to the parts of a sum one by one.
 *
 * <p>The parts are integers no larger than the sum, so that all three results are as exact as the
 * one of the sum.
 */
public final class Linearity implements Law {

  @Override
  public String name() {
    return "linearity";
  }

  @Override
  public String statement() {
    return "op(x + z) = op(x) + op(z), without a bias";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    Operation operation = Variant.unbiased(problem.operation());
    if (!operation.isLinear()) {
      return Optional.empty();
    }
    return Law.ofIntegers(operation, Direction.FORWARD, problem.seed()).map(Linearity::caseOf);
  }

  private static Case caseOf(Problem forward) {
    Operation operation = forward.operation();
    List<Tensor> sum = forward.inputs();
    List<Tensor> other = Variant.reseeded(forward).inputs();
    List<Tensor> first = new ArrayList<>(sum);
    List<Tensor> second = new ArrayList<>(sum);
    for (int i = 0; i < sum.size(); i++) {
      Role role = operation.operands().get(i).role();
      if (role == Role.DATA || role == Role.CONSTANT) {
        Tensor whole = sum.get(i);
        Tensor part = part(whole, other.get(i));
        first.set(i, part);
        second.set(i, Tensors.like(whole, at -> whole.get(at) - part.get(at)));
      }
    }
    return Side.check(
        List.of(Request.of(forward, sum), Request.of(forward, first), Request.of(forward, second)),
        sides -> sides.get(0).compare(sides.get(1).plus(sides.get(2))));
  }

  /** Integers from 0 to those of a tensor. */
  private static Tensor part(Tensor whole, Tensor random) {
    return Tensors.like(
        whole,
        i -> Math.signum(whole.get(i)) * (Math.abs(random.get(i)) % (Math.abs(whole.get(i)) + 1)));
  }
}
