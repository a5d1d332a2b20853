package dev.assay.adapters.cudnn;

import java.util.List;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;

/**
 * Elements of one value around an array, for windows that cuDNN's own padding cannot express. They
 * are written once; each run copies the array into their midst, or out of it.
 */
final class Border {
  private final Plan plan;
  private final double value;
  private final boolean none;

  /** Sizes with the border. */
  private final int[] sizes;

  /** Where the array's first element lies among them. */
  private final int origin;

  private final cudnnTensorStruct array;
  private final cudnnTensorStruct midst;

  /**
   * A border, if the windows need one.
   *
   * @param inner sizes of the array
   * @param value zero for sums, −∞ for maxima
   */
  Border(Plan plan, int[] inner, Windows windows, double value) {
    this.plan = plan;
    this.value = value;
    none = !windows.needBorder();
    sizes = sizes(inner, windows);
    List<Axis> axes = windows.axes();
    int first = inner.length - axes.size();
    int[] strides = Dimensions.strides(sizes);
    int start = 0;
    for (int i = 0; i < axes.size(); i++) {
      start += axes.get(i).borderBefore() * strides[first + i];
    }
    origin = start;
    array = plan.descriptors().tensor(inner);
    midst = plan.descriptors().strided(inner, strides);
  }

  /** Sizes of an array with the border that windows need. */
  static int[] sizes(int[] inner, Windows windows) {
    int[] sizes = inner.clone();
    List<Axis> axes = windows.axes();
    int first = inner.length - axes.size();
    for (int i = 0; i < axes.size(); i++) {
      sizes[first + i] += axes.get(i).borderBefore() + axes.get(i).borderAfter();
    }
    return sizes;
  }

  /** The array's sizes with the border. */
  int[] sizes() {
    return sizes.clone();
  }

  /** Appends putting the border around an array. */
  DeviceArray around(DeviceArray x) {
    if (none) {
      return x;
    }
    DeviceArray whole = plan.filled(Dimensions.count(sizes), value);
    plan.copy(array, x.pointer(), midst, whole.pointer(origin));
    return whole;
  }

  /** Where the gradient of the array with its border goes: to the array's own if there is none. */
  DeviceArray place(DeviceArray gradient) {
    return none ? gradient : plan.allocate(Dimensions.count(sizes));
  }

  /** Appends taking an array out of its border. */
  void takeOut(DeviceArray whole, DeviceArray x) {
    if (!none) {
      plan.copy(midst, whole.pointer(origin), array, x.pointer());
    }
  }
}
