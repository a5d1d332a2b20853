package dev.assay.reference.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Honest ways to add up products in float32. */
enum FloatSum {
  FORWARD {
    @Override
    float of(float[] a, float[] b) {
      float sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }
  },
  BACKWARD {
    @Override
    float of(float[] a, float[] b) {
      float sum = 0;
      for (int i = a.length - 1; i >= 0; i--) {
        sum += a[i] * b[i];
      }
      return sum;
    }
  },
  FUSED {
    @Override
    float of(float[] a, float[] b) {
      float sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum = Math.fma(a[i], b[i], sum);
      }
      return sum;
    }
  },
  /** Eight partial sums, as a vector unit keeps them. */
  LANES {
    @Override
    float of(float[] a, float[] b) {
      float[] lanes = new float[8];
      for (int i = 0; i < a.length; i++) {
        lanes[i % 8] += a[i] * b[i];
      }
      float sum = 0;
      for (float lane : lanes) {
        sum += lane;
      }
      return sum;
    }
  },
  PAIRWISE {
    @Override
    float of(float[] a, float[] b) {
      return pairwise(a, b, 0, a.length);
    }
  },
  /** No order at all, as of threads that add to one result. */
  SHUFFLED {
    @Override
    float of(float[] a, float[] b) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < a.length; i++) {
        order.add(i);
      }
      Collections.shuffle(order, new Random(a.length));
      float sum = 0;
      for (int i : order) {
        sum += a[i] * b[i];
      }
      return sum;
    }
  };

  abstract float of(float[] a, float[] b);

  /** The sum of the numbers themselves. */
  float of(float[] a) {
    float[] ones = new float[a.length];
    Arrays.fill(ones, 1);
    return of(a, ones);
  }

  private static float pairwise(float[] a, float[] b, int from, int to) {
    if (to - from == 0) {
      return 0;
    }
    if (to - from == 1) {
      return a[from] * b[from];
    }
    int middle = (from + to) >>> 1;
    return pairwise(a, b, from, middle) + pairwise(a, b, middle, to);
  }
}
