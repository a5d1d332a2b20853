package dev.assay.reference.oracle;

import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.OneHot;
import java.util.Arrays;
import java.util.List;

/** What moves or compares numbers, and rounds none. */
final class FloatCopies {
  private FloatCopies() {}

  /** Rows of a and b in turn; the gradient is cut where they meet. */
  static List<float[]> concat(Concat o, float[] a, float[] b, float[] g) {
    float[] output = new float[a.length + b.length];
    float[] ofA = new float[a.length];
    float[] ofB = new float[b.length];
    int rows = 1;
    for (int axis = 0; axis < o.axis(); axis++) {
      rows *= o.shape().dimension(axis);
    }
    int each = a.length / rows;
    int other = b.length / rows;
    for (int row = 0; row < rows; row++) {
      int from = row * (each + other);
      System.arraycopy(a, row * each, output, from, each);
      System.arraycopy(b, row * other, output, from + each, other);
      if (g.length == output.length) {
        System.arraycopy(g, from, ofA, row * each, each);
        System.arraycopy(g, from + each, ofB, row * other, other);
      }
    }
    return List.of(output, ofA, ofB);
  }

  /** Element by element of the input, each to where it goes and back from there. */
  static List<float[]> identityShortcut(IdentityShortcut o, float[] x, float[] g) {
    float[] output = new float[o.outputShape().size()];
    float[] ofX = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      int[] at = o.operands().get(0).shape().coordinates(i);
      if (at[2] % o.stride().h() == 0 && at[3] % o.stride().w() == 0) {
        at[1] += o.before();
        at[2] /= o.stride().h();
        at[3] /= o.stride().w();
        int to = 0;
        for (int axis = 0; axis < at.length; axis++) {
          to = to * o.outputShape().dimension(axis) + at[axis];
        }
        output[to] = x[i];
        ofX[i] = g.length == output.length ? g[to] : 0;
      }
    }
    return List.of(output, ofX);
  }

  static float[] oneHot(OneHot o, float[] labels) {
    float[] output = new float[o.n() * o.classes()];
    for (int row = 0; row < o.n(); row++) {
      output[row * o.classes() + (int) labels[row]] = 1;
    }
    return output;
  }

  /** From the last to the first, so that the first of equals has the last word. */
  static float[] argMax(ArgMax o, float[] x) {
    int length = o.shape().dimension(o.axis());
    int step = o.shape().stride(o.axis());
    float[] output = new float[x.length / length];
    float[] largest = new float[output.length];
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    for (int i = x.length - 1; i >= 0; i--) {
      int result = i / (length * step) * step + i % step;
      if (x[i] >= largest[result] || Float.isNaN(x[i])) {
        largest[result] = x[i];
        output[result] = i / step % length;
      }
    }
    return output;
  }
}
