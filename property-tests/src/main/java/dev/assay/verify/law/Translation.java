package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Shifting an image by a stride shifts the output by one.
 *
 * <p>The image is enlarged so far that there are windows which read no padding before and after the
 * shift; only those are compared. What is shifted out on one side comes in on the other.
 */
public final class Translation implements Law {

  @Override
  public String name() {
    return "translation";
  }

  @Override
  public String statement() {
    return "op(x shifted by a stride)[p + 1] = op(x)[p] inside the image";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    return Sliding.of(problem.operation()).flatMap(sliding -> of(problem, sliding));
  }

  private static Optional<Case> of(Problem problem, Sliding sliding) {
    int h = sliding.paddedHeight() + 2 * sliding.stride().h();
    int w = sliding.paddedWidth() + 2 * sliding.stride().w();
    Operation large = Variant.of(problem.operation(), Map.of("h", h, "w", w));
    return Law.ofIntegers(large, Direction.FORWARD, problem.seed())
        .map(forward -> of(forward, sliding, h, w));
  }

  private static Case of(Problem forward, Sliding sliding, int h, int w) {
    int down = sliding.stride().h();
    int across = sliding.stride().w();
    List<Tensor> inputs = forward.inputs();
    List<Tensor> shifted = new ArrayList<>(inputs);
    Tensor x = inputs.get(0);
    shifted.set(
        0,
        Tensors.images(
            x,
            h,
            w,
            (plane, row, column) ->
                x.get(
                    (plane * h + Math.floorMod(row - down, h)) * w
                        + Math.floorMod(column - across, w))));

    Shape y = forward.operation().outputShape();
    int columns = y.dimension(3);
    int plane = y.dimension(2) * columns;
    int[] inside =
        IntStream.range(0, y.size())
            .filter(
                i ->
                    isInside(
                            i % plane / columns, down, sliding.pad().top(), sliding.window().h(), h)
                        && isInside(
                            i % columns, across, sliding.pad().left(), sliding.window().w(), w))
            .toArray();
    return Side.check(
        List.of(Request.of(forward, inputs), Request.of(forward, shifted)),
        sides ->
            sides
                .get(0)
                .picked(inside.length, i -> inside[i])
                .compare(sides.get(1).picked(inside.length, i -> inside[i] + columns + 1)));
  }

  /** Whether a window and the next one read no padding. */
  private static boolean isInside(int position, int stride, int before, int window, int size) {
    int start = position * stride - before;
    return start >= 0 && start + stride + window <= size;
  }
}
