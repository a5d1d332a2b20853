package dev.assay.verify.law;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A convolution of stride s is the convolution of stride 1 of which every s-th output is kept. */
public final class StrideAsSubsampling implements Law {

  @Override
  public String name() {
    return "stride-as-subsampling";
  }

  @Override
  public String statement() {
    return "conv(x, w, stride=s)[p] = conv(x, w, stride=1)[s·p]";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (!(problem.operation() instanceof Conv2d strided) || strided.stride().equals(Variant.ONE)) {
      return Optional.empty();
    }
    Conv2d dense = Variant.of(strided, Map.of("stride", Variant.ONE));
    Problem sparse = Problem.of(strided, Direction.FORWARD, Fill.INTEGER, problem.seed());
    Problem full = Problem.of(dense, Direction.FORWARD, Fill.INTEGER, problem.seed());
    List<Tensor> inputs = sparse.inputs();
    Shape kept = strided.outputShape();
    Shape all = dense.outputShape();
    return Optional.of(
        Side.check(
            List.of(Request.of(full, inputs), Request.of(sparse, inputs)),
            sides ->
                sides
                    .get(0)
                    .picked(
                        kept.size(),
                        i -> {
                          int q = i % kept.dimension(3) * strided.stride().w();
                          int p = i / kept.dimension(3) % kept.dimension(2) * strided.stride().h();
                          int plane = i / (kept.dimension(3) * kept.dimension(2));
                          return (plane * all.dimension(2) + p) * all.dimension(3) + q;
                        })
                    .compare(sides.get(1))));
  }
}
