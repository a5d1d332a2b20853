package dev.assay.reference.oracle;

import java.util.Arrays;

/** Products under the result that each belongs to, to be added up in some order. */
final class Terms {
  private final int[] counts;
  private int[] results = new int[64];
  private float[] as = new float[64];
  private float[] bs = new float[64];
  private int size;

  Terms(int results) {
    this.counts = new int[results];
  }

  void add(int result, float a, float b) {
    if (size == results.length) {
      results = Arrays.copyOf(results, 2 * size);
      as = Arrays.copyOf(as, 2 * size);
      bs = Arrays.copyOf(bs, 2 * size);
    }
    results[size] = result;
    as[size] = a;
    bs[size] = b;
    size++;
    counts[result]++;
  }

  float[] sums(FloatSum sum) {
    float[][] a = new float[counts.length][];
    float[][] b = new float[counts.length][];
    for (int i = 0; i < counts.length; i++) {
      a[i] = new float[counts[i]];
      b[i] = new float[counts[i]];
    }
    int[] filled = new int[counts.length];
    for (int i = 0; i < size; i++) {
      int result = results[i];
      a[result][filled[result]] = as[i];
      b[result][filled[result]] = bs[i];
      filled[result]++;
    }
    float[] sums = new float[counts.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sum.of(a[i], b[i]);
    }
    return sums;
  }
}
