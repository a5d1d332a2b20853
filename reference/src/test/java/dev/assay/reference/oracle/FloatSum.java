package dev.assay.reference.oracle;

import java.util.Arrays;
import java.util.Random;

/** Honest ways to add up products in float32. */
public enum FloatSum {
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
  /** Sixteen partial sums with fused products, added up as a tree. */
  WIDE_LANES {
    @Override
    float of(float[] a, float[] b) {
      float[] lanes = new float[16];
      for (int i = 0; i < a.length; i++) {
        lanes[i % 16] = Math.fma(a[i], b[i], lanes[i % 16]);
      }
      for (int width = 8; width > 0; width /= 2) {
        for (int lane = 0; lane < width; lane++) {
          lanes[lane] += lanes[lane + width];
        }
      }
      return lanes[0];
    }
  },
  /** Blocks of neighbours, as a matrix product is cut to fit a cache. */
  BLOCKED {
    @Override
    float of(float[] a, float[] b) {
      float sum = 0;
      for (int from = 0; from < a.length; from += 32) {
        float block = 0;
        for (int i = from; i < Math.min(from + 32, a.length); i++) {
          block += a[i] * b[i];
        }
        sum += block;
      }
      return sum;
    }
  },
  /** Every seventh term in turn, as where the layout is another than the order of the terms. */
  STRIDED {
    @Override
    float of(float[] a, float[] b) {
      float sum = 0;
      for (int first = 0; first < 7; first++) {
        for (int i = first; i < a.length; i += 7) {
          sum += a[i] * b[i];
        }
      }
      return sum;
    }
  },
  /** Carries along what each addition lost (Kahan 1965). */
  KAHAN {
    @Override
    float of(float[] a, float[] b) {
      float sum = 0;
      float lost = 0;
      for (int i = 0; i < a.length; i++) {
        float term = a[i] * b[i] - lost;
        float next = sum + term;
        // Nothing is lost of an infinity, and ∞ − ∞ would make a NaN of it.
        lost = Float.isInfinite(next) ? 0 : (next - sum) - term;
        sum = next;
      }
      return sum;
    }
  },
  /** Rounded to float32 only in the end. */
  DOUBLE {
    @Override
    float of(float[] a, float[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += (double) a[i] * b[i];
      }
      return (float) sum;
    }
  },
  /** No order at all, as of threads that add to one result. */
  SHUFFLED {
    @Override
    float of(float[] a, float[] b) {
      int[] order = new int[a.length];
      Random random = new Random(a.length);
      for (int i = 0; i < order.length; i++) {
        int swapped = random.nextInt(i + 1);
        order[i] = order[swapped];
        order[swapped] = i;
      }
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
