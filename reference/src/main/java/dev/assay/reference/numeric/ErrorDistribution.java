package dev.assay.reference.numeric;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How large the rounding errors of many elements are, in a unit that tells arithmetics apart.
 *
 * <p>The unit is u·Σ|terms| / √K for an element of K terms: what one relative error of u in every
 * term amounts to when such errors are independent. Rounding the inputs to p instead of 24 bits
 * therefore gives errors about 2^(24−p) such units large, however long the sums are; float32
 * arithmetic gives errors of a few units. A network's logits have a unit of their own that does as
 * much ({@link dev.assay.reference.op.Estimate}).
 *
 * <p>Mutable while elements are added; kept as a histogram of quarter octaves, so that any number
 * of distributions can be merged.
 */
public final class ErrorDistribution {
  private static final double LOG_2 = Math.log(2);
  private static final int PER_OCTAVE = 4;
  private static final int SMALLEST_OCTAVE = -8;
  private static final int LARGEST_OCTAVE = 32;
  private static final int BUCKETS = (LARGEST_OCTAVE - SMALLEST_OCTAVE) * PER_OCTAVE + 1;

  private final long[] counts = new long[BUCKETS];
  private long total;
  private double maximum;

  /** Adds one element, if its terms give a unit to measure in. */
  public void add(double error, Gauge gauge, double unitRoundoff) {
    double terms = Math.max(1, gauge.terms());
    double unit = unitRoundoff * gauge.magnitude() / Math.sqrt(terms);
    double size = error / unit;
    if (!(unit > 0) || !Double.isFinite(size)) {
      return;
    }
    counts[bucket(size)]++;
    total++;
    maximum = Math.max(maximum, size);
  }

  /** Adds all elements of another distribution. */
  public void add(ErrorDistribution other) {
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
    maximum = Math.max(maximum, other.maximum);
  }

  /** Adds the median of another distribution alone; nothing if that is empty. */
  public void addMedian(ErrorDistribution other) {
    if (other.total > 0) {
      double median = other.median();
      counts[bucket(median)]++;
      total++;
      maximum = Math.max(maximum, median);
    }
  }

  /** All elements of two distributions, which stay as they are. */
  public static ErrorDistribution ofBoth(ErrorDistribution one, ErrorDistribution other) {
    ErrorDistribution both = new ErrorDistribution();
    both.add(one);
    both.add(other);
    return both;
  }

  /**
   * A distribution as it was kept.
   *
   * @throws IllegalArgumentException if the histogram is none
   */
  public static ErrorDistribution of(SortedMap<Integer, Long> histogram, double maximum) {
    ErrorDistribution errors = new ErrorDistribution();
    histogram.forEach(
        (bucket, count) -> {
          if (bucket < 0 || bucket >= BUCKETS || count < 0) {
            throw new IllegalArgumentException("no histogram: " + bucket + "=" + count);
          }
          errors.counts[bucket] = count;
          errors.total += count;
        });
    errors.maximum = maximum;
    return errors;
  }

  /** How many elements by size: quarter octaves, counted from the smallest; empty ones absent. */
  public SortedMap<Integer, Long> histogram() {
    SortedMap<Integer, Long> histogram = new TreeMap<>();
    for (int i = 0; i < BUCKETS; i++) {
      if (counts[i] > 0) {
        histogram.put(i, counts[i]);
      }
    }
    return histogram;
  }

  private static int bucket(double size) {
    double octaves = Math.log(size) / LOG_2 - SMALLEST_OCTAVE;
    return (int) Math.max(0, Math.min(BUCKETS - 1, Math.ceil(octaves * PER_OCTAVE)));
  }

  /** How many elements were measured. */
  public long total() {
    return total;
  }

  /**
   * The median up to a quarter of an octave; 0 if half of the errors are next to nothing.
   *
   * @throws IllegalStateException if there are none
   */
  public double median() {
    return quantile(0.5);
  }

  /**
   * What a share of all elements does not exceed, up to a quarter of an octave.
   *
   * @param share of the elements; below 0 is taken for 0, above 1 for 1
   * @throws IllegalStateException if there are none, or the share is NaN
   */
  public double quantile(double share) {
    double wanted = Math.max(1, Math.min(1, share) * total);
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return i == 0 ? 0 : Math.pow(2, SMALLEST_OCTAVE + (i - 0.5) / PER_OCTAVE);
      }
    }
    throw new IllegalStateException("more elements than were counted");
  }

  public double maximum() {
    return maximum;
  }
}
