package dev.assay.reports.record;

/**
 * What is measured.
 *
 * @param name as it heads a column
 * @param unit in which it is told
 */
public record Quantity(String name, String unit) {
  /** Of one execution. */
  public static final Quantity TIME = new Quantity("time", "ms");

  /** Floating-point operations per second. */
  public static final Quantity ARITHMETIC = new Quantity("arithmetic", "GFLOP/s");

  /** Compulsory memory traffic per second. */
  public static final Quantity BANDWIDTH = new Quantity("bandwidth", "GB/s");

  /** How many images go through a network per second. */
  public static final Quantity IMAGES = new Quantity("throughput", "images/s");
}
