package dev.assay.adapters.cudnn;

/**
 * An operation as calls over given arrays: a problem of its own, or a layer of a network. Arrays
 * are row-major, images NCHW.
 */
interface Layer {

  /** Appends what computes the output. */
  void forward(Pass pass);

  /**
   * Appends what has to come before the gradients, where the forward pass is not part of the plan.
   */
  default void remember(Pass pass) {
    if (needsResult()) {
      forward(pass);
    }
  }

  /**
   * Appends what computes the gradients.
   *
   * @param pass the arrays of the forward pass, filled
   * @param ofResult the gradient of its output
   */
  void backward(Pass pass, DeviceArray ofResult, Gradients gradients);

  /** Whether {@link #backward} reads the output. */
  default boolean needsResult() {
    return true;
  }
}
