package dev.assay.verify.law;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dilated convolution is the one of a larger kernel with zeros between its taps. */
public final class DilationAsSpreadKernel implements Law {

  @Override
  public String name() {
    return "dilation-as-spread-kernel";
  }

  @Override
  public String statement() {
    return "conv(x, w, dilation=d) = conv(x, w with d − 1 zeros between its taps)";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (!(problem.operation() instanceof Conv2d dilated)
        || dilated.dilation().equals(Variant.ONE)) {
      return Optional.empty();
    }
    Conv2d dense =
        Variant.of(dilated, Map.of("kernel", Sliding.window(dilated), "dilation", Variant.ONE));
    return Law.ofIntegers(dense, Direction.FORWARD, problem.seed())
        .map(right -> of(right.with(dilated, Direction.FORWARD), right, dilated));
  }

  private static Case of(Problem left, Problem right, Conv2d dilated) {
    List<Tensor> inputs = left.inputs();
    List<Tensor> spread = new ArrayList<>(inputs);
    spread.set(1, spread(inputs.get(1), dilated));
    return Side.equal(Request.of(left, inputs), Request.of(right, spread));
  }

  private static Tensor spread(Tensor weights, Conv2d conv) {
    Extent window = Sliding.window(conv);
    int down = conv.dilation().h();
    int across = conv.dilation().w();
    return Tensors.images(
        weights,
        window.h(),
        window.w(),
        (plane, row, column) ->
            row % down == 0 && column % across == 0
                ? weights.get(
                    (plane * conv.kernel().h() + row / down) * conv.kernel().w() + column / across)
                : 0);
  }
}
