package dev.assay.verify.law;

import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A convolution of stride s is the convolution of stride 1 of which every s-th output is kept. */
public final class StrideAsSubsampling implements Law {
  /** Before them come the images and their channels. */
  private static final int FIRST_STRIDED_AXIS = 2;

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
    return strides(problem.operation())
        .filter(strides -> Arrays.stream(strides).anyMatch(stride -> stride > 1))
        .flatMap(strides -> of(problem, strides));
  }

  /** One for each axis of an image; empty for what is no convolution. */
  private static Optional<int[]> strides(Operation operation) {
    if (operation instanceof Conv1d o) {
      return Optional.of(new int[] {o.stride()});
    }
    if (operation instanceof Conv2d o) {
      return Optional.of(new int[] {o.stride().h(), o.stride().w()});
    }
    if (operation instanceof Conv3d o) {
      return Optional.of(new int[] {o.stride().d(), o.stride().h(), o.stride().w()});
    }
    return Optional.empty();
  }

  private static Optional<Case> of(Problem problem, int[] strides) {
    String ones = String.join("x", Collections.nCopies(strides.length, "1"));
    Operation dense = Variant.of(problem.operation(), Map.of("stride", ones));
    return Law.ofIntegers(dense, Direction.FORWARD, problem.seed())
        .map(full -> of(full.with(problem.operation(), Direction.FORWARD), full, strides));
  }

  private static Case of(Problem sparse, Problem full, int[] strides) {
    List<Tensor> inputs = sparse.inputs();
    Shape kept = sparse.operation().outputShape();
    Shape all = full.operation().outputShape();
    return Side.check(
        List.of(Request.of(full, inputs), Request.of(sparse, inputs)),
        sides ->
            sides
                .get(0)
                .picked(kept.size(), i -> source(kept.coordinates(i), strides, all))
                .compare(sides.get(1)));
  }

  /** The position among all outputs of one that is kept. */
  private static int source(int[] coordinates, int[] strides, Shape all) {
    int position = 0;
    for (int axis = 0; axis < coordinates.length; axis++) {
      int step = axis < FIRST_STRIDED_AXIS ? 1 : strides[axis - FIRST_STRIDED_AXIS];
      position += coordinates[axis] * step * all.stride(axis);
    }
    return position;
  }
}
