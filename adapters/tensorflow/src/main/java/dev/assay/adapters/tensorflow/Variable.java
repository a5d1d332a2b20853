package dev.assay.adapters.tensorflow;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A tensor that stays in the session from one run to the next.
 *
 * @param handle by which operations change it in place
 * @param shape its shape
 */
record Variable(Operand<? extends TType> handle, Shape shape) {

  /**
   * Adds a variable to a graph.
   *
   * @param name unlike that of any other
   */
  static Variable of(Ops tf, String name, Shape shape) {
    return new Variable(tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name)), shape);
  }

  Operand<TFloat32> read(Ops tf) {
    return tf.readVariableOp(handle, TFloat32.class);
  }

  Op assign(Ops tf, Operand<TFloat32> value) {
    return tf.assignVariableOp(handle, value);
  }

  /** Fills it with zeros. */
  Op clear(Ops tf) {
    return assign(tf, tf.fill(tf.constant(shape), tf.constant(0f)));
  }
}
