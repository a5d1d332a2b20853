package dev.assay.reference.op;

/**
 * An operation whose output and gradients are sums of products of two of x, the weights and the
 * output's gradient: a convolution or a matrix product. A bias is added to them.
 *
 * <p>Its operands are x, the weights and perhaps the bias, in this order.
 */
public sealed interface Contraction extends Operation
    permits Conv1d, Conv2d, Conv3d, ConvTranspose2d, Linear, LocallyConnected2d {

  /** Whether an operand is multiplied, and its gradient a sum of products. */
  static boolean isFactor(int operand) {
    return operand < 2;
  }
}
