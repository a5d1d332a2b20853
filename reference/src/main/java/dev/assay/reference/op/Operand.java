package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;

/**
 * One input of an operation.
 *
 * @param name what the field calls it: {@code x}, {@code weights}, {@code bias}, {@code target}
 * @param shape its shape
 * @param role what it is for, which decides how it is filled and which gradient it belongs to
 */
public record Operand(String name, Shape shape, Role role) {

  /** What an operand is for. */
  public enum Role {
    /** The data flowing through; its gradient is the data gradient. */
    DATA,
    /** A learned parameter (weights, bias); its gradient is part of the weights gradient. */
    PARAMETER,
    /** What a loss compares with; not differentiated. */
    TARGET,
    /** A target whose rows (last axis) are probability distributions; not differentiated. */
    DISTRIBUTION,
    /** Numbers of any sign used as they are (a running mean, a velocity); not differentiated. */
    CONSTANT,
    /** Positive numbers used as they are (a variance, a second moment); not differentiated. */
    POSITIVE,
    /** Zeros and ones (what a dropout keeps); not differentiated. */
    MASK;

    /** Whether the operation has a gradient for it. */
    public boolean isDifferentiable() {
      return this == DATA || this == PARAMETER;
    }
  }
}
