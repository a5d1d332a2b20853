package dev.assay.adapters.djl;

import ai.djl.ndarray.NDList;

/** A step of an optimiser. */
@FunctionalInterface
interface Update {
  /**
   * Moves weights and state in place.
   *
   * @param operands weights, gradient and what the optimiser remembers, as the engine keeps it
   */
  void apply(NDList operands);
}
