package dev.assay.adapters.dl4j;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Poolings by {@code maxpool2d} and {@code avgpool2d}; global ones by {@code reduce_max} and {@code
 * reduce_mean}, images in NCHW.
 *
 * <p>ND4J's divisor is the whole window if padding counts, else the part of it inside the image. It
 * has no size rounded up; a last, partial window is expressed as padding where that is the same.
 * Padding that ND4J cannot express is added by the operation {@code pad} in the timed region.
 */
public final class Poolings {
  /** ND4J's codes for what an average is divided by. */
  private static final int WITHOUT_PADDING = 0;

  private static final int WITH_PADDING = 1;

  /** The spatial axes of NCHW. */
  private static final long[] PLANE = {2, 3};

  private final Plan plan = new Plan();
  private final Layout layout;
  private final Problem problem;
  private final List<Tensor> inputs;
  private final Extent kernel;
  private final Extent stride;
  private final Frame frame;

  private Poolings(
      Layout layout,
      Problem problem,
      List<Tensor> inputs,
      Extent kernel,
      Extent stride,
      Padding pad) {
    this.layout = layout;
    this.problem = problem;
    this.inputs = inputs;
    this.kernel = kernel;
    this.stride = stride;
    Shape x = inputs.get(0).shape();
    Extent image = new Extent(x.dimension(2), x.dimension(3));
    frame = Frame.of(image, kernel, stride, pad, problem.operation().outputShape());
  }

  static Execution maxPool2d(Layout layout, MaxPool2d pool, Problem problem, List<Tensor> inputs) {
    if (pool.global()) {
      return global("reduce_max", problem, inputs);
    }
    double neverWins = Double.NEGATIVE_INFINITY;
    return new Poolings(layout, problem, inputs, pool.kernel(), pool.stride(), pool.pad())
        .plan("maxpool2d", WITHOUT_PADDING, neverWins);
  }

  static Execution averagePool2d(
      Layout layout, AveragePool2d pool, Problem problem, List<Tensor> inputs) {
    if (pool.global()) {
      return global("reduce_mean", problem, inputs);
    }
    Poolings windows =
        new Poolings(layout, problem, inputs, pool.kernel(), pool.stride(), pool.pad());
    if (pool.countPad() && hasPartialWindow(pool)) {
      throw new UnsupportedProblemException(
          "no average over a partial last window in which padding counts");
    }
    if (!pool.countPad() && windows.frame.hasBorder()) {
      throw new UnsupportedProblemException(
          "no average that leaves out padding, unless it is the same on both sides or mode SAME");
    }
    return windows.plan("avgpool2d", pool.countPad() ? WITH_PADDING : WITHOUT_PADDING, 0);
  }

  /** Whether the last window reaches past the padded image. */
  public static boolean hasPartialWindow(AveragePool2d pool) {
    Padding pad = pool.pad();
    Shape output = pool.outputShape();
    int rows = (output.dimension(2) - 1) * pool.stride().h() + pool.kernel().h();
    int columns = (output.dimension(3) - 1) * pool.stride().w() + pool.kernel().w();
    return rows > pad.top() + pool.h() + pad.bottom()
        || columns > pad.left() + pool.w() + pad.right();
  }

  private Plan plan(String operation, int divisor, double border) {
    INDArray x = layout.withBorder(plan, layout.load(plan, inputs.get(0)), frame.border(), border);
    if (problem.direction() == Direction.FORWARD) {
      INDArray y = layout.allocate(plan, problem.operation().outputShape());
      call(operation, List.of(x), y, divisor);
      return plan.yields(layout.asNchw(y));
    }
    INDArray gradient = plan.allocate(x.shape());
    call(operation + "_bp", List.of(x, layout.load(plan, inputs.get(1))), gradient, divisor);
    return plan.yields(layout.asNchw(layout.withoutBorder(gradient, frame.border())));
  }

  private void call(String operation, List<INDArray> arrays, INDArray result, int divisor) {
    int dilation = 1;
    plan.call(operation, arrays, result)
        .integers(
            kernel.h(),
            kernel.w(),
            stride.h(),
            stride.w(),
            frame.top(),
            frame.left(),
            dilation,
            dilation,
            frame.mode(),
            divisor,
            layout.code());
  }

  private static Plan global(String operation, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    INDArray x = plan.load(inputs.get(0));
    if (problem.direction() == Direction.FORWARD) {
      INDArray y = plan.allocate(problem.operation().outputShape());
      plan.call(operation, List.of(x), y).integers(PLANE).flags(true);
      return plan.yields(y);
    }
    INDArray gradient = plan.allocate(x.shape());
    plan.call(operation + "_bp", List.of(x, plan.load(inputs.get(1))), gradient)
        .integers(PLANE)
        .flags(true);
    return plan.yields(gradient);
  }
}
