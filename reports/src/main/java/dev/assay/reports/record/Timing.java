package dev.assay.reports.record;

import java.util.List;

/**
 * How long one execution of a problem took.
 *
 * @param median over the rounds of each round's median, in seconds
 * @param low lower end of the median's 95 % interval, in seconds
 * @param high upper end, in seconds
 * @param seconds every iteration's mean, by round (a process of its own) and iteration
 */
public record Timing(double median, double low, double high, List<List<Double>> seconds) {
  public Timing {
    seconds = seconds.stream().map(List::copyOf).toList();
  }
}
