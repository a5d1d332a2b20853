package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Sides;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Padding before and after each axis. */
record Surround(List<Sides> axes) {

  /** Whether it can be an argument of PyTorch's operations, which pad both sides alike. */
  boolean isSymmetric() {
    return axes.stream().allMatch(Sides::isSymmetric);
  }

  /** What goes before each axis. */
  long[] before() {
    return axes.stream().mapToLong(Sides::before).toArray();
  }

  /** None, on as many axes. */
  long[] none() {
    return new long[axes.size()];
  }

  /** Puts elements of one value around. PyTorch begins with the last axis. */
  Tensor around(Tensor x, double value) {
    long[] both = new long[2 * axes.size()];
    for (int axis = 0; axis < axes.size(); axis++) {
      int last = 2 * (axes.size() - 1 - axis);
      both[last] = axes.get(axis).before();
      both[last + 1] = axes.get(axis).after();
    }
    return torch.constant_pad_nd(x, both, new Scalar(value));
  }
}
