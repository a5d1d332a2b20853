package dev.assay.verify.law;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Padding is a rim of zeros around the image; for max pooling, of numbers that never win. */
public final class PaddingAsZeros implements Law {
  /** Below all integers of a fill. */
  private static final int NEVER_WINS = -1024;

  @Override
  public String name() {
    return "padding-as-zeros";
  }

  @Override
  public String statement() {
    return "op(x, pad=p) = op(x with a rim of p zeros); max-pool(x, pad=p) with a rim of "
        + NEVER_WINS;
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (problem.operation() instanceof AveragePool2d pool && !pool.countPad()) {
      return Optional.empty();
    }
    return Sliding.of(problem.operation())
        .filter(sliding -> !sliding.pad().equals(Padding.NONE))
        .flatMap(sliding -> of(problem, sliding));
  }

  private static Optional<Case> of(Problem problem, Sliding sliding) {
    Operation operation = problem.operation();
    int h = sliding.paddedHeight();
    int w = sliding.paddedWidth();
    Operation bare = Variant.of(operation, Map.of("h", h, "w", w, "pad", Padding.NONE));
    // Rounding up, there may be a last window that starts in what was padding.
    if (!bare.outputShape().equals(operation.outputShape())) {
      return Optional.empty();
    }
    return Law.ofIntegers(operation, Direction.FORWARD, problem.seed())
        .flatMap(
            left ->
                Law.ofIntegers(bare, Direction.FORWARD, problem.seed())
                    .map(right -> of(left, right, sliding)));
  }

  private static Case of(Problem left, Problem right, Sliding sliding) {
    Operation operation = left.operation();
    int rim = operation instanceof MaxPool2d ? NEVER_WINS : 0;
    List<Tensor> inputs = left.inputs();
    List<Tensor> padded = new ArrayList<>(inputs);
    Tensor x = inputs.get(0);
    padded.set(
        0,
        Tensors.images(
            x,
            sliding.paddedHeight(),
            sliding.paddedWidth(),
            (plane, row, column) -> {
              int i = row - sliding.pad().top();
              int j = column - sliding.pad().left();
              return i >= 0 && i < sliding.h() && j >= 0 && j < sliding.w()
                  ? x.get((plane * sliding.h() + i) * sliding.w() + j)
                  : rim;
            }));
    return Side.equal(Request.of(left, inputs), Request.of(right, padded));
  }
}
