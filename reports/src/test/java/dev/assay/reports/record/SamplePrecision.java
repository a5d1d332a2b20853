package dev.assay.reports.record;

import java.util.SortedMap;
import java.util.TreeMap;

/** What the errors of made-up random problems speak of: those of 400 problems, all alike. */
public final class SamplePrecision {
  private static final long PROBLEMS = 400;
  private static final int PER_PROBLEM = 100;

  private SamplePrecision() {}

  /** In an arithmetic with errors of such a median, and the largest ten times as large. */
  public static Precision of(String arithmetic, double median) {
    return new Precision(
        arithmetic,
        median,
        10 * median,
        PER_PROBLEM * PROBLEMS,
        histogram(median, PER_PROBLEM * PROBLEMS),
        histogram(median, PROBLEMS));
  }

  private static SortedMap<Integer, Long> histogram(double size, long count) {
    int quarterOctave = (int) Math.ceil(4 * (8 + Math.log(size) / Math.log(2)));
    SortedMap<Integer, Long> histogram = new TreeMap<>();
    histogram.put(quarterOctave, count);
    return histogram;
  }
}
