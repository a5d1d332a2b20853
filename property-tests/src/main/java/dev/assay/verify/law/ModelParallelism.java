package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Linear;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whoever shards a fully connected layer over several devices, as AlexNet's were, gives each some
 * of its outputs: these stand side by side, and the gradients of the input add up.
 */
public final class ModelParallelism implements Law {
  private static final int BY_OUTPUT = 0;
  private static final int BY_COLUMN = 1;

  @Override
  public String name() {
    return "model-parallelism";
  }

  @Override
  public String statement() {
    return "linear(x, [w₁ w₂]) = [linear(x, w₁) linear(x, w₂)], and ∂x = ∂x₁ + ∂x₂";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (!(problem.operation() instanceof Linear linear) || linear.out() < 2) {
      return Optional.empty();
    }
    return Law.ofIntegers(linear, Direction.FORWARD, problem.seed())
        .map(forward -> of(forward, linear));
  }

  private static Case of(Problem forward, Linear linear) {
    int cut = linear.out() / 2;
    Problem backward = forward.with(linear, Direction.BACKWARD_DATA);
    List<Request> requests = new ArrayList<>();
    for (Problem whole : List.of(forward, backward)) {
      List<Tensor> inputs = whole.inputs();
      requests.add(Request.of(whole, inputs));
      requests.add(part(whole, linear, inputs, 0, cut));
      requests.add(part(whole, linear, inputs, cut, linear.out()));
    }
    return Side.check(
        requests,
        sides -> {
          Side outputs = sideBySide(linear, cut, sides.get(1).then(sides.get(2)));
          Side gradient = sides.get(4).plus(sides.get(5));
          return sides.get(0).then(sides.get(3)).compare(outputs.then(gradient));
        });
  }

  /** The outputs of both parts, one behind the other, in the order of the whole. */
  private static Side sideBySide(Linear linear, int cut, Side parts) {
    int out = linear.out();
    return parts.picked(
        linear.n() * out,
        i -> {
          int row = i / out;
          int column = i % out;
          return column < cut
              ? row * cut + column
              : linear.n() * cut + row * (out - cut) + column - cut;
        });
  }

  private static Request part(Problem whole, Linear linear, List<Tensor> inputs, int from, int to) {
    List<Tensor> own = new ArrayList<>();
    own.add(inputs.get(0));
    int operands = linear.operands().size();
    for (Tensor parameters : inputs.subList(1, operands)) {
      own.add(Tensors.slice(parameters, BY_OUTPUT, from, to));
    }
    for (Tensor gradient : inputs.subList(operands, inputs.size())) {
      own.add(Tensors.slice(gradient, BY_COLUMN, from, to));
    }
    Linear part = Variant.of(linear, Map.of("out", to - from));
    return Request.of(whole.with(part, whole.direction()), own);
  }
}
