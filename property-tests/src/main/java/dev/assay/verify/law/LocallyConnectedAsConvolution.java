package dev.assay.verify.law;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.LocallyConnected2d;
import dev.assay.reference.op.Operand;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A locally connected layer whose places all have the same weights is a convolution. */
public final class LocallyConnectedAsConvolution implements Law {

  @Override
  public String name() {
    return "locally-connected-as-convolution";
  }

  @Override
  public String statement() {
    return "locally-connected(x, w at every place) = conv(x, w)";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (!(problem.operation() instanceof LocallyConnected2d local)) {
      return Optional.empty();
    }
    Conv2d conv =
        new Conv2d(
            local.n(),
            local.c(),
            local.h(),
            local.w(),
            local.k(),
            local.kernel(),
            local.stride(),
            local.pad(),
            new Extent(1, 1),
            1,
            local.bias());
    // Its gradients add up places, too: what is exact there is so where each has its own weights.
    return Law.ofIntegers(conv, Direction.FORWARD, problem.seed())
        .map(shared -> of(shared.with(local, Direction.FORWARD), shared, local));
  }

  private static Case of(Problem own, Problem shared, LocallyConnected2d local) {
    List<Tensor> inputs = shared.inputs();
    List<Operand> operands = local.operands();
    List<Tensor> everywhere = new ArrayList<>(inputs);
    everywhere.set(1, repeated(inputs.get(1), operands.get(1)));
    if (local.bias()) {
      everywhere.set(2, spread(inputs.get(2), operands.get(2)));
    }
    return Side.equal(Request.of(own, everywhere), Request.of(shared, inputs));
  }

  /** One after the other: the places come first among the weights' axes. */
  private static Tensor repeated(Tensor weights, Operand operand) {
    double[] values = new double[operand.shape().size()];
    Arrays.setAll(values, i -> weights.get(i % weights.size()));
    return new Tensor(operand.shape(), values);
  }

  /** Each several times: the places come last among the bias's axes. */
  private static Tensor spread(Tensor bias, Operand operand) {
    double[] values = new double[operand.shape().size()];
    int places = values.length / bias.size();
    Arrays.setAll(values, i -> bias.get(i / places));
    return new Tensor(operand.shape(), values);
  }
}
