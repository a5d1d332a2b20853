package dev.assay.bench;

import dev.assay.reference.op.Stage;
import java.util.Arrays;
import java.util.Locale;

/** How far a timed pass through a whole network goes. */
public enum Pass {
  /** The network in use: from images to logits, normalised by the running statistics. */
  INFERENCE,
  /** A training step up to the loss. */
  LOSS,
  /** A training step up to the gradients of all parameters. */
  GRADIENTS,
  /** A whole training step, up to the updated parameters. */
  UPDATE;

  /**
   * Reads what {@link #toString} gives.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Pass parse(String text) {
    return Arrays.stream(values())
        .filter(pass -> pass.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("must be one of " + Arrays.toString(values())));
  }

  /** Whether gradients are computed on the way. */
  public boolean takesGradients() {
    return this == GRADIENTS || this == UPDATE;
  }

  /** For people: {@code forward and gradients}. */
  public String words() {
    return switch (this) {
      case INFERENCE -> "inference";
      case LOSS -> "forward pass";
      case GRADIENTS -> "forward and gradients";
      case UPDATE -> "whole step";
    };
  }

  /** The same of a training step. */
  Stage stage() {
    return Stage.parse(toString());
  }

  /** As it appears on the command line and in records. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
