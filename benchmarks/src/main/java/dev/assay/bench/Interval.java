package dev.assay.bench;

/**
 * A confidence interval.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

  /** The interval of work per time, this being the interval of the time. */
  public Interval throughput(double work) {
    return new Interval(work / high, work / low);
  }
}
