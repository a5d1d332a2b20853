package dev.assay.verify.law;

import dev.assay.reference.op.Contraction;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Linear;
import dev.assay.reference.problem.Problem;
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
    return Law.ofIntegers(whole, Direction.FORWARD, problem.seed())
        .flatMap(
            left ->
                Law.ofIntegers(linear, Direction.FORWARD, problem.seed())
                    .map(right -> of(left, right)));
  }

  private static Case of(Problem convolution, Problem product) {
    List<Tensor> inputs = convolution.inputs();
    List<Tensor> flat = new ArrayList<>(inputs);
    for (int i = 0; i <= Contraction.WEIGHTS; i++) {
      flat.set(i, inputs.get(i).reshape(product.operation().operands().get(i).shape()));
    }
    return Side.equal(Request.of(convolution, inputs), Request.of(product, flat));
  }
}
