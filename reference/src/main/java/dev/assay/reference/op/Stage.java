package dev.assay.reference.op;

import java.util.Locale;

/** How far a training step goes. */
public enum Stage {
  /** To the loss. */
  LOSS,
  /** To the gradients of all parameters. */
  GRADIENTS,
  /** To the updated parameters. */
  UPDATE;

  /**
   * Reads what {@link #toString} gives.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Stage parse(String text) {
    return OperationText.parseConstant(values(), text);
  }

  /** As it appears in a problem's text. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
