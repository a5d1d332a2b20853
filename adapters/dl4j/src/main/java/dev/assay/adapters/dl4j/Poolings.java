package dev.assay.adapters.dl4j;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding;
import dev.assay.reference.tensor.Shape;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Poolings by {@code maxpool2d} and {@code avgpool2d}; global ones by {@code reduce_max} and {@code
 * reduce_mean}.
 *
 * <p>ND4J's divisor is the whole window if padding counts, else the part of it inside the image. It
 * has no size rounded up; a last, partial window is expressed as padding where that is the same.
 * Padding that ND4J cannot express is added by the operation {@code pad} in the timed region.
 */
public final class Poolings {
  /** ND4J's codes for what an average is divided by. */
  private static final int WITHOUT_PADDING = 0;

  private static final int WITH_PADDING = 1;

  private Poolings() {}

  static Layer maxPool2d(MaxPool2d pool, Layout layout) {
    return pool.global()
        ? new OfPlane(pool, layout, "reduce_max")
        : new OfWindows(
            pool,
            layout,
            "maxpool2d",
            pool.kernel(),
            pool.stride(),
            Frame.of(pool),
            WITHOUT_PADDING,
            Double.NEGATIVE_INFINITY);
  }

  static Layer averagePool2d(AveragePool2d pool, Layout layout) {
    if (pool.global()) {
      return new OfPlane(pool, layout, "reduce_mean");
    }
    return new OfWindows(
        pool,
        layout,
        "avgpool2d",
        pool.kernel(),
        pool.stride(),
        frame(pool),
        pool.countPad() ? WITH_PADDING : WITHOUT_PADDING,
        0);
  }

  /**
   * Where the windows of an average lie.
   *
   * @throws UnsupportedProblemException if ND4J has no such average
   */
  public static Frame frame(AveragePool2d pool) {
    if (pool.countPad() && hasPartialWindow(pool)) {
      throw new UnsupportedProblemException(
          "no average over a partial last window in which padding counts");
    }
    Frame frame = Frame.of(pool);
    if (!pool.countPad() && frame.hasBorder()) {
      throw new UnsupportedProblemException(
          "no average that leaves out padding, unless it is the same on both sides or mode SAME");
    }
    return frame;
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

  private static final class OfWindows extends Layer {
    private final String name;
    private final Extent kernel;
    private final Extent stride;
    private final int divisor;
    private final double border;
    private final Frame frame;

    /** The images with their border, as the forward pass left them. */
    private @Nullable INDArray bordered;

    private @Nullable INDArray borderedGradient;

    OfWindows(
        Operation pool,
        Layout layout,
        String name,
        Extent kernel,
        Extent stride,
        Frame frame,
        int divisor,
        double border) {
      super(pool, layout);
      this.name = name;
      this.kernel = kernel;
      this.stride = stride;
      this.divisor = divisor;
      this.border = border;
      this.frame = frame;
    }

    @Override
    void forward(Plan plan, List<INDArray> operands, INDArray result) {
      call(plan, name, List.of(bordered(plan, operands.get(0))), result);
    }

    @Override
    void backward(
        Plan plan,
        List<INDArray> operands,
        INDArray outputGradient,
        Map<Integer, INDArray> gradients) {
      INDArray x = bordered(plan, operands.get(0));
      INDArray result = borderedGradient == null ? gradients.get(0) : borderedGradient;
      if (result != null) {
        call(plan, name + "_bp", List.of(x, outputGradient), result);
      }
    }

    private INDArray bordered(Plan plan, INDArray x) {
      if (bordered == null) {
        bordered = layout().withBorder(plan, x, frame.border(), border);
      }
      return bordered;
    }

    /** Cropped as a view. */
    @Override
    INDArray allocateGradient(Plan plan, int operand, INDArray like) {
      if (!frame.hasBorder()) {
        return super.allocateGradient(plan, operand, like);
      }
      borderedGradient = plan.allocate(layout().shapeWithBorder(like, frame.border()));
      return layout().withoutBorder(borderedGradient, frame.border());
    }

    private void call(Plan plan, String operation, List<INDArray> arrays, INDArray result) {
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
              layout().code());
    }
  }

  /** A global one. */
  private static final class OfPlane extends Layer {
    private final String name;

    OfPlane(Operation pool, Layout layout, String name) {
      super(pool, layout);
      this.name = name;
    }

    @Override
    void forward(Plan plan, List<INDArray> operands, INDArray result) {
      plan.call(name, operands, result).integers(layout().plane()).flags(true);
    }

    @Override
    void backward(
        Plan plan,
        List<INDArray> operands,
        INDArray outputGradient,
        Map<Integer, INDArray> gradients) {
      INDArray result = gradients.get(0);
      if (result != null) {
        plan.call(name + "_bp", List.of(operands.get(0), outputGradient), result)
            .integers(layout().plane())
            .flags(true);
      }
    }
  }
}
