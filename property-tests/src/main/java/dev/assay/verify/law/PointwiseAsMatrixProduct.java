package dev.assay.verify.law;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Linear;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A 1×1 convolution is a matrix product over the channels of each pixel. */
public final class PointwiseAsMatrixProduct implements Law {

  @Override
  public String name() {
    return "1x1-as-matrix-product";
  }

  @Override
  public String statement() {
    return "conv(x, w, kernel=1x1)[n,:,i,j] = w · x[n,:,i,j]";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (!(problem.operation() instanceof Conv2d conv)) {
      return Optional.empty();
    }
    Conv2d pointwise = Variant.plain(conv, Variant.ONE);
    int pixels = conv.h() * conv.w();
    Linear product = new Linear(conv.n() * pixels, conv.c(), conv.k(), conv.bias());
    return Law.ofIntegers(pointwise, Direction.FORWARD, problem.seed())
        .flatMap(
            left ->
                Law.ofIntegers(product, Direction.FORWARD, problem.seed())
                    .map(right -> of(left, right, conv)));
  }

  private static Case of(Problem left, Problem right, Conv2d conv) {
    int pixels = conv.h() * conv.w();
    List<Tensor> inputs = left.inputs();
    List<Tensor> rows = new ArrayList<>(inputs);
    rows.set(0, channelsLast(inputs.get(0), conv.c(), pixels));
    rows.set(1, inputs.get(1).reshape(Shape.of(conv.k(), conv.c())));
    return Side.check(
        List.of(Request.of(left, inputs), Request.of(right, rows)),
        sides ->
            sides
                .get(0)
                .picked(
                    right.operation().outputShape().size(),
                    i -> {
                      int channel = i % conv.k();
                      int pixel = i / conv.k() % pixels;
                      int image = i / (conv.k() * pixels);
                      return (image * conv.k() + channel) * pixels + pixel;
                    })
                .compare(sides.get(1)));
  }

  /** [n, c, pixels] as [n·pixels, c]. */
  private static Tensor channelsLast(Tensor x, int c, int pixels) {
    double[] values = new double[x.size()];
    for (int i = 0; i < values.length; i++) {
      int pixel = i % pixels;
      int channel = i / pixels % c;
      int image = i / (pixels * c);
      values[(image * pixels + pixel) * c + channel] = x.get(i);
    }
    return new Tensor(Shape.of(x.size() / c, c), values);
  }
}
