package dev.assay.reference.oracle;

import dev.assay.reference.numeric.Gauge;

/** Which elements may be outside their bounds, because it is known what they come out as. */
@FunctionalInterface
public interface Excuse {
  /** For none. */
  Excuse NONE = (element, expected) -> false;

  /**
   * Whether an element is excused; asked by several threads.
   *
   * @param element one that is outside its bound
   * @param expected what the oracle knows of it
   */
  boolean covers(Comparison.Worst element, Gauge expected);
}
