package dev.assay.reports.render;

import dev.assay.reports.render.Text.Style;
import java.util.Locale;

/** How good what is told is, which gives it its colour. */
enum Tone {
  GOOD(Style.BLUE),
  BAD(Style.RED),
  /** Wrong, and known to be. */
  KNOWN(Style.YELLOW),
  /** Neither, or not known. */
  QUIET(Style.DIM);

  private final Style colour;

  Tone(Style colour) {
    this.colour = colour;
  }

  /** In a terminal. */
  Style colour() {
    return colour;
  }

  /** Name of its style in pages. */
  public String style() {
    return name().toLowerCase(Locale.ROOT);
  }
}
