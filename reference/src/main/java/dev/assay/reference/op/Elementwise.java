package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import java.util.List;

/** What is applied to every element on its own: activation functions, and dropout by a mask. */
sealed interface Elementwise extends Operation
    permits Dropout, LeakyRelu, RandomizedLeakyRelu, Relu, Sigmoid, Tanh {

  /**
   * Roundings charged for a float32 exponential or hyperbolic tangent: vector math libraries
   * promise at most 4 ulp (Intel VML's lowest accuracy, SLEEF's u35), and one ulp is up to 2 u.
   */
  int EXPONENTIAL = 8;

  /** The shape of input and output. */
  Shape shape();

  @Override
  default List<Operand> operands() {
    return List.of(new Operand("x", shape(), Role.DATA));
  }

  @Override
  default Shape outputShape() {
    return shape();
  }

  @Override
  default int longestSum() {
    return 1;
  }

  /** Counted as one operation per element, whatever the function. */
  @Override
  default double forwardFlops() {
    return shape().size();
  }
}
