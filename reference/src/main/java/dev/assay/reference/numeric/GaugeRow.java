package dev.assay.reference.numeric;

/**
 * The gauges of a row of elements that add up products of the same factors with rows of others:
 * what {@link Gauge#addProducts} does for one element, for all of them at once, which a processor
 * does in one go for several.
 */
public final class GaugeRow {
  private final double[] values;
  private final double[] magnitudes;
  private int terms;

  public GaugeRow(int length) {
    values = new double[length];
    magnitudes = new double[length];
  }

  /** Adds the terms {@code a[aFrom + t·aStep]·b[bFrom + t]} for t from 0 to count − 1. */
  public void addProducts(double[] a, int aFrom, int aStep, double[][] b, int bFrom, int count) {
    for (int t = 0; t < count; t++) {
      add(a[aFrom + t * aStep], b[bFrom + t]);
    }
  }

  /**
   * Adds the term {@code a·b[i]} to element i. (The row is an array of its own and not part of a
   * larger one, because only then does the compiler of JDK 17 compute several elements at once.)
   */
  public void add(double a, double[] b) {
    for (int i = 0; i < values.length; i++) {
      double term = a * b[i];
      values[i] += term;
      magnitudes[i] += Math.abs(term);
    }
    terms++;
  }

  /** Hands over one element. */
  public void get(int element, Gauge gauge) {
    gauge.sum(values[element], magnitudes[element], terms);
  }
}
