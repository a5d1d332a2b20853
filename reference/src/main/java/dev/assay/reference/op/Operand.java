package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;

/**
 * One input of an operation.
 *
 * @param name what the field calls it: {@code x}, {@code weights}, {@code bias}, {@code target}
 * @param shape its shape
 * @param role what it is for, which decides how it is filled and which gradient it belongs to
 * @param classes how many classes a label may name; 0 for all other roles
 */
public record Operand(String name, Shape shape, Role role, int classes) {

  /** Any operand but a label. */
  public Operand(String name, Shape shape, Role role) {
    this(name, shape, role, 0);
  }

  /** Numbers of classes, below {@code classes}. */
  static Operand labels(String name, Shape shape, int classes) {
    return new Operand(name, shape, Role.LABEL, classes);
  }

  /** What an operand is for. */
  public enum Role {
    /** The data flowing through; its gradient is the data gradient. */
    DATA,
    /** Data that are probabilities, strictly between 0 and 1; rows need not sum to one. */
    PROBABILITY,
    /** A learned parameter (weights, bias); its gradient is part of the weights gradient. */
    PARAMETER,
    /** Weights as a network starts from: by He's rule, whatever the fill; not differentiated. */
    WEIGHTS,
    /** What a loss compares with; not differentiated. */
    TARGET,
    /** A target whose rows (last axis) are probability distributions; not differentiated. */
    DISTRIBUTION,
    /** A target that holds numbers from 0 to 1, each on its own; not differentiated. */
    FRACTION,
    /** The number of a class, from 0 on; not differentiated. */
    LABEL,
    /** Numbers of any sign used as they are (a running mean, a velocity); not differentiated. */
    CONSTANT,
    /** Positive numbers used as they are (a variance, a second moment); not differentiated. */
    POSITIVE,
    /** Zeros and ones (what a dropout keeps); not differentiated. */
    MASK;

    /** Whether the operation has a gradient for it. */
    public boolean isDifferentiable() {
      return isData() || this == PARAMETER;
    }

    /** Whether its gradient is a data gradient. */
    public boolean isData() {
      return this == DATA || this == PROBABILITY;
    }
  }
}
