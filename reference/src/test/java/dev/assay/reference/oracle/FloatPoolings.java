package dev.assay.reference.oracle;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Sides;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import java.util.function.IntConsumer;

/** Poolings in float32, over volumes: an image is a volume of one slice. */
public final class FloatPoolings {
  private static final int DEPTH = 2;
  private static final int HEIGHT = 3;
  private static final int WIDTH = 4;

  private final FloatSum sum;

  FloatPoolings(FloatSum sum) {
    this.sum = sum;
  }

  /**
   * A window's slices, rows and columns, those outside the volume included.
   *
   * @param volume which feature map of which image
   */
  private record Window(int volume, int front, int top, int left, Extent3d size) {

    /** The window of an output. */
    static Window of(int output, Shape outputs, Extent3d size, Extent3d stride, Padding3d pad) {
      int column = output % outputs.dimension(WIDTH);
      int row = output / outputs.dimension(WIDTH) % outputs.dimension(HEIGHT);
      int slice = output / outputs.stride(DEPTH) % outputs.dimension(DEPTH);
      return new Window(
          output / (outputs.stride(DEPTH) * outputs.dimension(DEPTH)),
          slice * stride.d() - pad.d().before(),
          row * stride.h() - pad.h().before(),
          column * stride.w() - pad.w().before(),
          size);
    }

    /** Visits the positions of the elements inside volumes of this size. */
    void forEach(int d, int h, int w, IntConsumer visitor) {
      for (int slice = Math.max(front, 0); slice < Math.min(front + size.d(), d); slice++) {
        for (int row = Math.max(top, 0); row < Math.min(top + size.h(), h); row++) {
          for (int column = Math.max(left, 0); column < Math.min(left + size.w(), w); column++) {
            visitor.accept(((volume * d + slice) * h + row) * w + column);
          }
        }
      }
    }

    /** How many elements lie before the end of these slices, rows and columns. */
    int before(int d, int h, int w) {
      return Math.min(size.d(), d - front)
          * Math.min(size.h(), h - top)
          * Math.min(size.w(), w - left);
    }
  }

  public static AveragePool3d ofOneSlice(AveragePool2d o) {
    return new AveragePool3d(
        o.n(),
        o.c(),
        1,
        o.h(),
        o.w(),
        ofOneSlice(o.kernel()),
        ofOneSlice(o.stride()),
        ofOneSlice(o.pad()),
        o.rounding(),
        o.countPad(),
        o.global());
  }

  static MaxPool3d ofOneSlice(MaxPool2d o) {
    return new MaxPool3d(
        o.n(),
        o.c(),
        1,
        o.h(),
        o.w(),
        ofOneSlice(o.kernel()),
        ofOneSlice(o.stride()),
        ofOneSlice(o.pad()),
        o.rounding(),
        o.global());
  }

  static Extent3d ofOneSlice(Extent plane) {
    return new Extent3d(1, plane.h(), plane.w());
  }

  static Padding3d ofOneSlice(Padding plane) {
    return new Padding3d(
        Sides.NONE, new Sides(plane.top(), plane.bottom()), new Sides(plane.left(), plane.right()));
  }

  /** Sums are divided; for the gradient, each share is divided before it is added. */
  List<float[]> average(AveragePool3d o, float[] x, float[] g, boolean backward) {
    Terms output = new Terms(o.outputShape().size());
    Terms data = new Terms(x.length);
    float[] divisors = new float[o.outputShape().size()];
    for (int i = 0; i < divisors.length; i++) {
      int result = i;
      Window window = Window.of(i, o.outputShape(), o.kernel(), o.stride(), o.pad());
      window.forEach(o.d(), o.h(), o.w(), position -> divisors[result]++);
      if (o.countPad()) {
        divisors[i] =
            window.before(
                o.d() + o.pad().d().after(),
                o.h() + o.pad().h().after(),
                o.w() + o.pad().w().after());
      }
      window.forEach(
          o.d(),
          o.h(),
          o.w(),
          position -> {
            output.add(result, x[position], 1);
            if (backward) {
              data.add(position, g[result] / divisors[result], 1);
            }
          });
    }
    float[] means = output.sums(sum);
    for (int i = 0; i < means.length; i++) {
      means[i] /= divisors[i];
    }
    return List.of(means, data.sums(sum));
  }

  /** The average of ones times the elements: each is multiplied by 1/d before it is added. */
  public static float[] divideFirst(AveragePool3d o, float[] x) {
    float[] y = new float[o.outputShape().size()];
    int[] counts = new int[y.length];
    for (int i = 0; i < y.length; i++) {
      int result = i;
      Window window = Window.of(i, o.outputShape(), o.kernel(), o.stride(), o.pad());
      window.forEach(o.d(), o.h(), o.w(), position -> counts[result]++);
      float reciprocal = 1f / counts[i];
      window.forEach(o.d(), o.h(), o.w(), position -> y[result] += x[position] * reciprocal);
    }
    return y;
  }

  /** Each gradient is added where its maximum was found, in the order of the outputs. */
  static List<float[]> max(MaxPool3d o, float[] x, float[] g) {
    float[] output = new float[o.outputShape().size()];
    int[] winners = new int[output.length];
    float[] gradient = new float[x.length];
    boolean backward = g.length == output.length;
    for (int i = 0; i < output.length; i++) {
      int result = i;
      winners[i] = -1;
      Window.of(i, o.outputShape(), o.kernel(), o.stride(), o.pad())
          .forEach(
              o.d(),
              o.h(),
              o.w(),
              position -> {
                int best = winners[result];
                if (best < 0 || (!Float.isNaN(x[best]) && !(x[position] <= x[best]))) {
                  winners[result] = position;
                }
              });
      output[i] = x[winners[i]];
      if (backward) {
        gradient[winners[i]] += g[i];
      }
    }
    return List.of(output, gradient);
  }
}
