package dev.assay.reference.numeric;

/**
 * The gauges of a row of elements that add up products of the same factors with rows of others:
 * what {@link Gauge#addProducts} does for one element, for all of them at once, which a processor
 * does in one go for several.
 */
public final class GaugeRow {
  private final double[] values;
  private final double[] products;
  private final double[] others;
  private int terms;

  public GaugeRow(int length) {
    values = new double[length];
    products = new double[length];
    others = new double[length];
  }

  /** Adds the terms {@code a[aFrom + t·aStep]·b[bFrom + t]} for t from 0 to count − 1. */
  public void addProducts(double[] a, int aFrom, int aStep, double[][] b, int bFrom, int count) {
    for (int t = 0; t < count; t++) {
      addProduct(a[aFrom + t * aStep], b[bFrom + t]);
    }
  }

  /**
   * Adds the term {@code a·b[i]} to element i. (The row is an array of its own and not part of a
   * larger one, because only then does the compiler of JDK 17 compute several elements at once.)
   */
  private void addProduct(double a, double[] b) {
    for (int i = 0; i < values.length; i++) {
      double term = a * b[i];
      values[i] += term;
      products[i] += Math.abs(term);
    }
    terms++;
  }

  /** Adds the term {@code b[i]}, which is no product, to element i. */
  public void add(double[] b) {
    for (int i = 0; i < values.length; i++) {
      values[i] += b[i];
      others[i] += Math.abs(b[i]);
    }
    terms++;
  }

  /** Hands over one element. */
  public void get(int element, Gauge gauge) {
    double ofProducts = products[element];
    gauge.sum(values[element], ofProducts + others[element], ofProducts, terms);
  }
}
