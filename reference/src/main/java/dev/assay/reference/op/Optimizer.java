package dev.assay.reference.op;

import java.util.Locale;

/** The rule by which a training step moves its parameters. */
public enum Optimizer {
  /** {@link Sgd}, or {@link Momentum} where there is momentum. */
  SGD,
  /** {@link Adam} with its published β1, β2 and ε. */
  ADAM;

  /** As it appears in a problem's text. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
