package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;
import java.util.Optional;
import java.util.function.Supplier;

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

  /**
   * The same for rows of elements at a time, where whole results are computed much faster so. What
   * it prepares for that takes time and memory, so it is made when asked for.
   */
  default Optional<RowFormula> byRows() {
    return Optional.empty();
  }

  /** This formula, with one that computes the same for rows of elements, if there is one. */
  default Formula orByRows(Supplier<Optional<RowFormula>> rows) {
    Formula elements = this;
    return new Formula() {
      @Override
      public void compute(int index, Gauge gauge) {
        elements.compute(index, gauge);
      }

      @Override
      public Optional<RowFormula> byRows() {
        return rows.get();
      }
    };
  }
}
