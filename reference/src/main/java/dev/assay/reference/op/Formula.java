package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;

/**
 * How each element of a result follows from the inputs, on its own. What neighbouring elements have
 * in common (the denominator of a softmax) was computed when the formula was made, so that one
 * formula serves many threads.
 */
@FunctionalInterface
public interface Formula {
  /**
   * Computes one element.
   *
   * @param index row-major position in the result
   * @param gauge reset by the caller; receives the value and the error gauge
   */
  void compute(int index, Gauge gauge);
}
