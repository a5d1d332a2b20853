package dev.assay.reference.op;

import java.util.Locale;

/**
 * Which results of an operation a problem asks for.
 *
 * <p>A backward direction starts from a given gradient of the output, which is the last input of
 * the problem.
 */
public enum Direction {
  /** The output. */
  FORWARD,
  /** The gradients of every differentiable operand, data first. */
  BACKWARD,
  /** The gradient of the data operand alone. */
  BACKWARD_DATA,
  /** The gradients of the parameters alone: weights, then bias if there is one. */
  BACKWARD_WEIGHTS;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public boolean isBackward() {
    return this != FORWARD;
  }

  /** As it appears in a problem's text: {@code backward-weights}. */
  @Override
  public String toString() {
    return text;
  }
}
