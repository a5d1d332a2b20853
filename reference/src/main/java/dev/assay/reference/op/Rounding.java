package dev.assay.reference.op;

import java.util.Locale;

/** How the output size of a pooling is rounded when the stride does not divide. */
public enum Rounding {
  /** A window that does not fit wholly into the padded input is left out ("floor mode"). */
  DOWN,
  /** A last window that starts inside the input may reach past its padded end ("ceil mode"). */
  UP;

  /** As it appears in a problem's text. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
