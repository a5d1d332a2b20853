package dev.assay.verify.law;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Linear;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fully connected layer is a convolution whose kernel is as large as its input (LeNet-5's C5).
 */
public final class LinearAsConvolution implements Law {

  @Override
  public String name() {
    return "linear-as-convolution";
  }

  @Override
  public String statement() {
    return "linear(x, w) = conv(x, w) with a kernel as large as x";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (!(problem.operation() instanceof Conv2d conv)) {
      return Optional.empty();
    }
    Conv2d whole = Variant.plain(conv, new Extent(conv.h(), conv.w()));
    int features = conv.c() * conv.h() * conv.w();
    Linear linear = new Linear(conv.n(), features, conv.k(), conv.bias());
    Problem left = Problem.of(whole, Direction.FORWARD, Fill.INTEGER, problem.seed());
    Problem right = Problem.of(linear, Direction.FORWARD, Fill.INTEGER, problem.seed());
    List<Tensor> inputs = left.inputs();
    List<Tensor> flat = new ArrayList<>(inputs);
    flat.set(0, inputs.get(0).reshape(Shape.of(conv.n(), features)));
    flat.set(1, inputs.get(1).reshape(Shape.of(conv.k(), features)));
    return Optional.of(Side.equal(Request.of(left, inputs), Request.of(right, flat)));
  }
}
