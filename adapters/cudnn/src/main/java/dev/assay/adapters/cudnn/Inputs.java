package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Operand;
import dev.assay.reference.op.Operation;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What a problem computes with. */
final class Inputs {
  private Inputs() {}

  /**
   * Refuses inputs that contradict the operation. The libraries get addresses: they would read past
   * the end of what is too short, and after that no call on the card works any more.
   */
  static void check(Operation operation, List<Tensor> inputs) {
    List<Shape> shapes =
        new ArrayList<>(operation.operands().stream().map(Operand::shape).toList());
    if (inputs.size() > shapes.size()) {
      shapes.add(operation.outputShape());
    }
    for (int i = 0; i < shapes.size(); i++) {
      check(shapes.get(i), inputs.get(i));
    }
  }

  private static void check(Shape shape, Tensor input) {
    if (!input.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "an input of shape "
              + input.shape()
              + " instead of "
              + shape
              + ": the libraries know addresses, not shapes");
    }
  }

  /** Copies one input of a network to the card. The others are not made for that. */
  static DeviceArray load(Plan plan, Operation operation, List<Tensor> inputs, int position) {
    return plan.load(floats(operation, inputs, position));
  }

  /** The numbers of one input of a network. */
  static float[] floats(Operation operation, List<Tensor> inputs, int position) {
    Tensor input = inputs.get(position);
    check(operation.operands().get(position).shape(), input);
    return input.toFloats();
  }
}
