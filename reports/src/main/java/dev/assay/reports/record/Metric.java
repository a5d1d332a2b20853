package dev.assay.reports.record;

import java.util.Objects;

/**
 * A measured quantity that carries its own name and unit, so that a new one touches no renderer.
 *
 * @param name {@code time}, {@code peak memory}
 * @param unit {@code ms}, {@code MiB}
 * @param value the estimate
 * @param low lower end of its 95 % interval; equal to the value where there is none
 * @param high upper end of its 95 % interval
 * @param better whether more or less of it is better
 */
public record Metric(
    String name, String unit, double value, double low, double high, Better better) {

  private static final double GIGA = 1e9;

  /** Which way is better. */
  public enum Better {
    LOWER,
    HIGHER
  }

  /** The arithmetic rate. */
  static Metric arithmetic(double flops, Timing time) {
    return rate("arithmetic", "GFLOP/s", flops / GIGA, time);
  }

  /** The memory traffic. */
  static Metric bandwidth(double bytes, Timing time) {
    return rate("bandwidth", "GB/s", bytes / GIGA, time);
  }

  /** So much work per second. */
  static Metric rate(String name, String unit, double work, Timing time) {
    return new Metric(
        name, unit, work / time.median(), work / time.high(), work / time.low(), Better.HIGHER);
  }

  public Metric {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(better, "better");
  }
}
