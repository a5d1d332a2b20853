package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;

/**
 * A result of a network, whose elements are known, and how far they may be off.
 *
 * @param values of the elements
 * @param unit what one relative rounding error of everything in the network moves an element by; 0
 *     if its errors tell nothing of how they came about
 * @param bound how far an element may be off; both in units of u
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody asks whether two of them are equal.
public record Estimate(double[] values, double unit, double bound) implements Formula {

  @Override
  public void compute(int index, Gauge gauge) {
    double value = values[index];
    // A unit that is off is so in every arithmetic.
    gauge.set(value, value == 0 ? 0 : unit, 0);
    gauge.inherit(bound);
  }
}
