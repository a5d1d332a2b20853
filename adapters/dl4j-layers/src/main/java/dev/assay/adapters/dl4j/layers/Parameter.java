package dev.assay.adapters.dl4j.layers;

import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A parameter of a layer: which operand of the operation it is, and how its axes lie. */
final class Parameter {
  private final String key;
  private final int operand;
  private final long[] split;
  private final int[] order;

  private Parameter(String key, int operand, long[] split, int... order) {
    this.key = key;
    this.operand = operand;
    this.split = split;
    this.order = order;
  }

  /** One whose elements lie in the layer as in the operation. */
  static Parameter alike(String key, int operand) {
    return new Parameter(key, operand, new long[0]);
  }

  /**
   * One whose axes have another order in the layer.
   *
   * @param split the operand's shape, its axes put together or taken apart
   * @param order the layer's axes, each by its number in that shape
   */
  static Parameter reordered(String key, int operand, Shape split, int... order) {
    return new Parameter(key, operand, split.toLongArray(), order);
  }

  /** What the layer calls it. */
  String key() {
    return key;
  }

  /** Which operand of the operation it is. */
  int operand() {
    return operand;
  }

  /** The operand as the layer has it. */
  INDArray toLayer(INDArray array, long[] shape) {
    INDArray ordered = order.length == 0 ? array : array.reshape(split).permute(order);
    return ordered.reshape('c', shape);
  }

  /** What a layer gives, as the operation has it. */
  INDArray fromLayer(INDArray array) {
    if (order.length == 0) {
      return array;
    }
    long[] shape = new long[order.length];
    int[] inverse = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      shape[axis] = split[order[axis]];
      inverse[order[axis]] = axis;
    }
    INDArray whole = Arrays.equals(array.shape(), shape) ? array : array.reshape('c', shape);
    return whole.permute(inverse);
  }
}
