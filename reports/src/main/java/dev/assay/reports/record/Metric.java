package dev.assay.reports.record;

import java.util.Objects;

/**
 * A quantity as measured, with its 95 % interval; both in the quantity's unit.
 *
 * @param value the estimate
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Metric(Quantity quantity, double value, double low, double high) {
  private static final double GIGA = 1e9;

  private static final double MILLI = 1e-3;

  public Metric {
    Objects.requireNonNull(quantity, "quantity");
  }

  static Metric time(Timing time) {
    return new Metric(
        Quantity.TIME, time.median() / MILLI, time.low() / MILLI, time.high() / MILLI);
  }

  static Metric arithmetic(double flops, Timing time) {
    return rate(Quantity.ARITHMETIC, flops / GIGA, time);
  }

  static Metric bandwidth(double bytes, Timing time) {
    return rate(Quantity.BANDWIDTH, bytes / GIGA, time);
  }

  static Metric images(int batch, Timing time) {
    return rate(Quantity.IMAGES, batch, time);
  }

  /** So much work per second. */
  private static Metric rate(Quantity quantity, double work, Timing time) {
    return new Metric(quantity, work / time.median(), work / time.high(), work / time.low());
  }
}
