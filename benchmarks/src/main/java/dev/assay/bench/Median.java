package dev.assay.bench;

import java.util.Arrays;
import java.util.Collection;

/** The median. */
public final class Median {
  private Median() {}

  /** The median of some numbers, which it sorts. */
  public static double of(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /** The median of some numbers. */
  public static double of(Collection<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
