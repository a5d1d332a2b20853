package dev.assay.reference.op;

import dev.assay.reference.numeric.GaugeRow;

/**
 * How the elements of whole rows of a result follow from the inputs, row by row.
 *
 * @param rows the rows that the result is made of
 * @param sums computes one of them
 */
public record RowFormula(Rows rows, Sums sums) {

  /** Computes the elements of a row. */
  @FunctionalInterface
  public interface Sums {
    /**
     * Adds up one row.
     *
     * @param row which, as {@link RowFormula#rows} counts them
     * @param gauges of its elements, at zero
     */
    void add(int row, GaugeRow gauges);
  }
}
